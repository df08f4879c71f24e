import { connect } from 'node:net';
import { startEmulator, type RunningEmulator } from '../index.js';
import type { ParamDocumentation } from '../core/params.js';
import type { Route } from '../core/resource.js';
import { families } from '../resources/index.js';

/** `FUZZ_REQUESTS=100000 FUZZ_SEED=7` looks longer, or again. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1_000_000));

const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1',
  '99999999999999999999',
  '1e9',
  'NaN',
  'null',
  'true',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud83d\ude00',
  'x'.repeat(6000),
  '../../etc/passwd',
  "'; DROP TABLE charges; --",
  '<script>',
  'pm_card_visa',
  'tok_visa',
  'usd',
  'acct_1',
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', '', '0', 'length', 'a b', 'toString'];

/** Small and repeatable; quality of randomness does not matter here. */
class Dice {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return this.state % limit;
  }
  one<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

describe('fuzz', () => {
  const dice = new Dice(SEED);
  const routes = families.flatMap((family) => family.routes);
  let running: RunningEmulator;
  const complaints: string[] = [];
  const ids: string[] = [];
  /** By the type of the object, so that most requests are about something that is there. */
  const idsOf = new Map<string, string[]>();
  let failures: jest.SpyInstance;

  beforeAll(async () => {
    // What the emulator logs is a mistake of its own: each is reported, with the request that made it.
    failures = jest.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
      complaints.push(args.map((arg) => (arg instanceof Error ? (arg.stack ?? arg.message) : String(arg))).join(' '));
    });
    running = await startEmulator({ seed: String(SEED) });
    const { call } = running.emulator.engine;
    const ctx = running.emulator.context(running.account, running.emulator.platforms.default);
    for (const type of [
      'payment_intent.succeeded',
      'transfer.created',
      'credit_note.created',
      'quote.accepted',
    ] as const)
      running.emulator.transaction(() => running.emulator.registry.triggers.get(type)?.(ctx, {}));
    harvest(JSON.stringify(call(ctx, 'GET', '/v1/events', { limit: 100 }), null, 1));
  });
  afterAll(async () => {
    await running.stop();
    failures.mockRestore();
  });

  function idFor(name: string): string {
    const known = idsOf.get(name) ?? ids;
    return known.length > 0 && dice.chance(85) ? dice.one(known) : dice.one(ODD);
  }

  function valueOf(documentation: ParamDocumentation | undefined, depth: number, name = ''): unknown {
    if (documentation === undefined || dice.chance(4)) return odd(depth);
    const { kind, values, items, fields, alternatives } = documentation;
    if (alternatives !== undefined) return valueOf(dice.one(alternatives), depth);
    if (values !== undefined) return dice.chance(97) ? dice.one(values) : dice.one(ODD);
    if (fields !== undefined) return hashOf(fields, depth + 1);
    if (items !== undefined) return Array.from({ length: dice.below(4) }, () => valueOf(items, depth + 1));
    if (/integer|amount|number/.test(kind))
      return dice.chance(95) ? dice.below(dice.one([3, 100, 5000])) : dice.one(ODD);
    if (kind.includes('timestamp')) return Math.floor(Date.now() / 1000) + dice.below(10_000_000) - 5_000_000;
    if (kind.startsWith('metadata') || kind.startsWith('map')) return { a: 'b' };
    if (kind.includes('boolean')) return dice.chance(50);
    if (kind.includes('currency')) return dice.one(['usd', 'eur', 'jpy', 'xxx']);
    if (kind === 'id') return name === 'payment_method' && dice.chance(40) ? 'pm_card_visa' : idFor(name);
    if (kind.includes('email')) return 'a@example.com';
    if (kind.includes('url')) return 'https://example.com';
    if (kind.includes('country')) return dice.one(['US', 'DE', 'JP']);
    return dice.chance(85) ? `text ${dice.below(100)}` : dice.one(ODD);
  }

  function odd(depth: number): unknown {
    if (depth > 6 || dice.chance(80)) return dice.one(ODD);
    if (dice.chance(50)) return Array.from({ length: dice.below(50) }, () => odd(depth + 1));
    return Object.fromEntries(Array.from({ length: dice.below(5) }, () => [dice.one(KEYS), odd(depth + 1)]));
  }

  function hashOf(fields: Readonly<Record<string, ParamDocumentation>>, depth: number): Record<string, unknown> {
    const hash: Record<string, unknown> = {};
    const names = Object.keys(fields);
    const count = dice.below(depth > 1 ? 3 : 5);
    const optional = names.length === 0 ? [] : Array.from({ length: count }, () => dice.one(names));
    for (const name of [...names.filter((one) => fields[one]?.required === true && dice.chance(98)), ...optional])
      hash[name] = valueOf(fields[name], depth, name);
    if (dice.chance(2)) hash[dice.one(KEYS)] = odd(depth);
    return hash;
  }

  function formOf(value: unknown, name: string, out: string[]): string[] {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        formOf(inner, name === '' ? key : `${name}[${dice.chance(2) && Array.isArray(value) ? '' : key}]`, out);
    else out.push(`${encodeURIComponent(name)}=${encoded(String(value))}`);
    return out;
  }
  const encoded = (text: string): string =>
    dice.chance(5) && dice.chance(10) ? `%E0%A4%A${text.slice(0, 5)}` : encodeURIComponent(text);

  function requestTo(route: Route): { method: string; path: string; body: string; json: boolean } {
    const path = route.path.replaceAll(/(\w+)\/:\w+/g, (_, collection: string) => {
      const id = idFor(collection.replace(/ies$/, 'y').replace(/s$/, '')).slice(0, 60);
      return `${collection}/${encodeURIComponent(id)}`;
    });
    const fields = Object.fromEntries(
      Object.entries(route.params.shape).map(([name, param]) => [name, param.documentation]),
    );
    const params = hashOf(fields, 1);
    if (dice.chance(4))
      params['expand'] = [dice.one(['data.customer', 'customer.default_source', '__proto__.x', 'data', 'a.b.c.d.e'])];
    const json = route.path.startsWith('/v2') || dice.chance(10);
    return { method: route.method, path, json, body: json ? JSON.stringify(params) : formOf(params, '', []).join('&') };
  }

  async function send({ method, path, body, json }: ReturnType<typeof requestTo>) {
    const isRead = method === 'GET';
    const response = await fetch(`${running.url}${path}${isRead && body !== '' && !json ? `?${body}` : ''}`, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${dice.chance(95) ? 'sk_test_fuzz' : 'pk_test_fuzz'}`,
        'Content-Type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(dice.chance(5) ? { 'Stripe-Account': ids.find((id) => id.startsWith('acct_')) ?? 'acct_none' } : {}),
        ...(dice.chance(5) ? { 'Stripe-Version': dice.one(['2019-05-16', '2022-08-01', '2024-06-20', 'x']) } : {}),
        ...(dice.chance(5) ? { 'Idempotency-Key': `key ${dice.below(20)}` } : {}),
      },
      ...(isRead ? {} : { body }),
    });
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' };
  }

  function harvest(text: string): void {
    for (const [, id = '', object = ''] of text.matchAll(/"id": "([^"]{4,60})",\s+"object": "([\w.]+)"/g)) {
      const known = idsOf.get(object) ?? [];
      idsOf.set(object, [...known.slice(-20), id]);
      ids.push(id);
    }
    ids.splice(0, ids.length - 200);
  }

  it('gets an answer of the right shape to whatever it sends, and no 500', async () => {
    const wrong: string[] = [];
    for (let sent = 0; sent < REQUESTS && wrong.length < 10; sent += 1) {
      const request = requestTo(dice.one(routes));
      const { status, text, type } = await send(request);
      const isFine = type.includes('json') ? isWellShaped(status, text) : status < 500;
      if (status < 300) harvest(text);
      const complaint = complaints.splice(0).join('\n');
      if (!isFine || status >= 500 || complaint !== '')
        wrong.push(
          `${request.method} ${request.path} ${request.body.slice(0, 500)} -> ${status} ${complaint.slice(0, 900)}`,
        );
    }
    expect({ seed: SEED, wrong }).toEqual({ seed: SEED, wrong: [] });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('closes slow and broken connections, and serves others meanwhile', async () => {
    const slow = connect(running.port, '127.0.0.1');
    slow.write(
      'POST /v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_x\r\nContent-Length: 1000\r\n\r\nname=',
    );
    const half = connect(running.port, '127.0.0.1');
    half.end('POST /v1/customers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');
    const answer = await fetch(`${running.url}/v1/customers`, { headers: { Authorization: 'Bearer sk_test_x' } });
    expect(answer.status).toBe(200);
    slow.destroy();
    const big = await fetch(`${running.url}/v1/customers`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_x', 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'x'.repeat(10_000_000) }),
    });
    expect([400, 413]).toContain(big.status);
    expect(complaints).toEqual([]);
  });
});

function isWellShaped(status: number, text: string): boolean {
  const body = JSON.parse(text) as { error?: { type?: string; message?: string } | string };
  if (status < 400) return typeof body === 'object';
  return typeof body.error === 'string' || (typeof body.error?.type === 'string' && body.error.message !== '');
}
