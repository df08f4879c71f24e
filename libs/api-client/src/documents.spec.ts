import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
  'x-roles'?: string[];
}

describe.each(['seller-onboarding-api', 'buyer-checkout-api', 'admin-api'])('the OpenAPI document of %s', (api) => {
  let document: {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, object> };
  };
  let operations: { name: string; method: string; path: string; operation: Operation }[];
  beforeAll(async () => {
    const text = await readFile(join('libs', 'api-client', 'openapi', `${api}.json`), 'utf8');
    document = JSON.parse(text) as typeof document;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
    );
  });
  const without = (complete: (each: (typeof operations)[number]) => boolean) =>
    operations.filter((each) => !complete(each)).map(({ name }) => name);

  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await new Validator().validate(document)).toEqual({ valid: true });
    expect(operations.length).toBeGreaterThan(10);
  });

  it('says of every operation what it is for, who may call it, and how it refuses', () => {
    expect(without(({ operation }) => (operation.summary ?? '') !== '' && (operation.tags ?? []).length > 0)).toEqual(
      [],
    );
    expect(without(({ operation }) => (operation['x-roles'] ?? []).length > 0)).toEqual([]);
    expect(without(({ operation }) => '500' in operation.responses)).toEqual([]);
  });

  it('says what every operation answers', () => {
    const documented = ({ operation: { responses } }: (typeof operations)[number]) =>
      '204' in responses ||
      ['200', '201', '202'].some((status) =>
        Object.values(responses[status]?.content ?? {}).some(({ schema }) => Object.keys(schema ?? {}).length > 0),
      );
    expect(without(documented)).toEqual([]);
  });

  it('I10: no request has a field for card or bank data, and none lets unknown fields in', () => {
    const requests = operations.flatMap(({ name, operation: { requestBody } }) =>
      Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ name, schema })),
    );
    expect(requests.length).toBeGreaterThan(0);
    const known = document.components.schemas;
    for (const { name, schema } of requests) {
      const fields = JSON.stringify(expanded(schema, known)).match(/"(\w+)":/g) ?? [];
      const suspicious = fields.filter((field) =>
        /card|cvc|cvv|pan\b|iban|account_?number|routing|sort_?code/i.test(field),
      );
      expect({ name, suspicious }).toEqual({ name, suspicious: [] });
    }
  });

  it('takes an Idempotency-Key wherever something changes, and names every id in its path', () => {
    const mutating = ({ method }: { method: string }) => method !== 'get';
    const names = ({ operation }: (typeof operations)[number]) => (operation.parameters ?? []).map(({ name }) => name);
    expect(without((each) => !mutating(each) || names(each).includes('Idempotency-Key'))).toEqual([]);
    expect(
      without((each) => [...each.path.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => names(each).includes(name))),
    ).toEqual([]);
  });
});

/** The schema with every reference followed. */
function expanded(schema: object, known: Record<string, object>): unknown {
  const text = JSON.stringify(schema);
  const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name);
  return [schema, ...names.map((name) => expanded(known[name] ?? {}, known))];
}
