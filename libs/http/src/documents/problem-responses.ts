import type { DomainErrorClass } from '../problems/api-problems.decorator.js';
import { STATUS_OF_KIND } from '../problems/problem-of.js';

/** Codes that an operation may answer with, by status. */
export type ProblemCodes = Map<number, Set<string>>;

export function addCode(codes: ProblemCodes, status: number, ...more: string[]): void {
  codes.set(status, new Set([...(codes.get(status) ?? []), ...more]));
}

/** Reads `kind` and `code` off an error class, which has them as instance fields. */
export function addClass(codes: ProblemCodes, type: DomainErrorClass): void {
  const { kind, code } = new type(...(Array.from({ length: 8 }, () => anything) as never[]));
  addCode(codes, STATUS_OF_KIND[kind], code);
}

export function responseOf(status: number, codes: ReadonlySet<string>, title: string) {
  const list = [...codes].sort();
  return {
    description: `${title}: ${list.map((code) => `\`${code}\``).join(', ')}`,
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { type: 'string', enum: list }, status: { const: status } } },
          ],
        },
        example: {
          type: `urn:guildhall:problem:${list[0] ?? ''}`,
          title,
          status,
          detail: 'What is wrong and what to do, for a person.',
          code: list[0] ?? '',
          requestId: '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77',
        },
      },
    },
  };
}

/** Stands in for whatever an error wants to put into its message: it can be called, read, counted and printed. */
const anything: unknown = new Proxy(() => undefined, {
  apply: () => anything,
  get: (_, property) => {
    if (property === Symbol.toPrimitive) return () => '';
    if (property === Symbol.iterator) return () => [][Symbol.iterator]();
    return anything;
  },
});
