import { connect } from 'node:net';
import fc from 'fast-check';
import { startEmulator, type RunningEmulator } from '../index.js';
import { parseForm } from './http/form-body.js';

describe('bad input', () => {
  let running: RunningEmulator;
  beforeAll(async () => {
    running = await startEmulator();
  });
  afterAll(() => running.stop());

  async function post(body: string | Uint8Array, contentType = 'application/x-www-form-urlencoded') {
    const response = await fetch(`${running.url}/v1/customers`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { Authorization: 'Bearer sk_test_x', 'Content-Type': contentType },
    });
    return { status: response.status, body: (await response.json()) as { error?: { type: string; message: string } } };
  }

  const segment = fc.oneof(
    fc.constantFrom('a', 'metadata', 'address', '', '0', '__proto__', 'constructor', 'expand', 'email', 'shipping'),
    fc.string({ maxLength: 6 }),
  );
  const pair = fc
    .tuple(segment, fc.array(segment, { maxLength: 6 }), fc.string({ maxLength: 10 }), fc.boolean())
    .map(([first, rest, value, encodes]) => {
      const name = first + rest.map((key) => `[${key}]`).join('');
      return encodes ? `${encodeURIComponent(name)}=${encodeURIComponent(value)}` : `${name}=${value}`;
    });

  it('answers every form with 200 or an error of the right shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 8 }), async (pairs) => {
        const { status, body } = await post(pairs.join('&'));
        expect([200, 400]).toContain(status);
        if (status !== 200) expect(body.error).toMatchObject({ type: 'invalid_request_error' });
      }),
      { numRuns: 300 },
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('answers random bytes and random JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.json(), async (bytes, json) => {
        expect([200, 400]).toContain((await post(bytes)).status);
        expect([200, 400]).toContain((await post(json, 'application/json')).status);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['deep brackets', `a${'[b]'.repeat(5000)}=1`, undefined],
    ['deep JSON', '['.repeat(200_000), 'application/json'],
    ['deep JSON objects', '{"a":'.repeat(100_000), 'application/json'],
    ['a scalar and a hash of one name', 'metadata=1&metadata[a]=2', undefined],
    ['too many parameters', 'a=1&'.repeat(20_000), undefined],
    ['broken percent encoding', 'name=%E0%A4%A', undefined],
    ['expansion of nothing', 'expand[]=a.b.c.d.e', undefined],
    ['expansion through a prototype', 'expand[]=__proto__.constructor', undefined],
    ['an unknown key named __proto__', '__proto__[polluted]=1', undefined],
  ])('refuses %s', async (_name, body, contentType) => {
    const { status, body: answer } = await post(body, contentType);
    expect(status).toBe(400);
    expect(answer.error?.type).toBe('invalid_request_error');
  });

  it('refuses ten megabytes and goes on', async () => {
    expect((await post('name=' + 'x'.repeat(10_000_000))).status).toBe(413);
    expect((await post('name=fine')).status).toBe(200);
  });

  it('keeps a metadata key named __proto__ as a plain key', async () => {
    const { status, body } = await post('metadata[__proto__]=x');
    expect(status).toBe(200);
    expect(Object.hasOwn((body as { metadata: object }).metadata, '__proto__')).toBe(true);
  });

  it('answers what is not HTTP with an error of the right shape', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(running.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(answer).toContain('400 Bad Request');
    expect(answer).toContain('invalid_request_error');
  });

  it('decodes what was encoded', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string()), (hash) => {
        const text = Object.entries(hash).map(([key, value]) => `m[${key}]=${encodeURIComponent(value)}`);
        const { m = {} } = parseForm(text.join('&')) as { m?: Record<string, string> };
        expect({ ...m }).toEqual(hash);
      }),
    );
  });
});
