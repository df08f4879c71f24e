import fc from 'fast-check';
import { bodyOf, eventOf } from '../spec-support/deliveries.js';
import { readDelivery } from './incoming-event.js';

const refusal = expect.objectContaining({ code: 'webhook_event_refused' }) as Error;
const payloadOf = (object: Record<string, unknown>) =>
  JSON.parse(readDelivery(bodyOf(eventOf({ object })), 'platform', false).payload) as { data: { object: unknown } };

describe('readDelivery', () => {
  it('reads what the inbox needs', () => {
    const event = eventOf({ id: 'evt_1', objectId: 'pi_1', type: 'payment_intent.succeeded', created: 1_795_305_600 });
    const body = bodyOf(event);
    expect(readDelivery(body, 'platform', false)).toEqual({
      stripeAccount: '',
      eventId: 'evt_1',
      type: 'payment_intent.succeeded',
      objectId: 'pi_1',
      apiVersion: event['api_version'],
      livemode: false,
      stripeCreatedAt: new Date(1_795_305_600_000),
      source: 'webhook',
      payload: body.toString(),
    });
  });

  it('keeps the endpoints and the modes apart', () => {
    const ours = bodyOf(eventOf());
    const theirs = bodyOf(eventOf({ account: 'acct_1' }));
    expect(readDelivery(theirs, 'connect', false).stripeAccount).toBe('acct_1');
    expect(() => readDelivery(ours, 'connect', false)).toThrow(refusal);
    expect(() => readDelivery(theirs, 'platform', false)).toThrow(refusal);
    expect(() => readDelivery(ours, 'platform', true)).toThrow(refusal);
    expect(() => readDelivery(bodyOf(eventOf({ livemode: true })), 'platform', false)).toThrow(refusal);
    expect(readDelivery(bodyOf(eventOf({ livemode: true })), 'platform', true).livemode).toBe(true);
  });

  it('takes an object without an id', () => {
    const balance = { ...eventOf({ type: 'balance.available' }), data: { object: { object: 'balance' } } };
    expect(readDelivery(bodyOf(balance), 'platform', false).objectId).toBe('');
  });

  it.each([
    'null',
    '[]',
    '"evt_1"',
    '{',
    '',
    '{"object":"v2.core.event","id":"evt_1","type":"x"}',
    JSON.stringify({ ...eventOf(), id: undefined }),
    JSON.stringify({ ...eventOf(), id: '' }),
    JSON.stringify({ ...eventOf(), id: 'evt_\u0000' }),
    JSON.stringify({ ...eventOf(), id: 'e'.repeat(300) }),
    JSON.stringify({ ...eventOf(), type: 5 }),
    JSON.stringify({ ...eventOf(), created: '5' }),
    JSON.stringify({ ...eventOf(), created: 1e300 }),
    JSON.stringify({ ...eventOf(), created: 1.5 }),
    JSON.stringify({ ...eventOf(), livemode: 'false' }),
    JSON.stringify({ ...eventOf(), account: '' }),
    JSON.stringify({ ...eventOf(), account: 'acct_1; DROP' }),
    JSON.stringify({ ...eventOf(), data: null }),
    JSON.stringify({ ...eventOf(), data: { object: null } }),
    JSON.stringify(eventOf({ objectId: 'x'.repeat(300) })),
    JSON.stringify(eventOf({ object: { deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown } })),
  ])('refuses %.60s', (text) => {
    expect(() => readDelivery(Buffer.from(text), 'platform', false)).toThrow(refusal);
  });

  it('I9: takes client secrets out, however they are written', () => {
    const secret = 'pi_1_secret_CANARY';
    for (const object of [
      { client_secret: secret },
      { client_secret: 'CANARY' },
      { next: { list: [{ client_secret: secret }] } },
      { note: secret },
      { secret: 'CANARY' },
      { signing: 'whsec_CANARY' },
    ]) {
      const body = bodyOf(eventOf({ object }));
      expect(readDelivery(body, 'platform', false).payload).not.toContain('CANARY');
      const escaped = Buffer.from(
        body.toString().replaceAll('secret', '\\u0073ecret').replaceAll('whsec', 'wh\\u0073ec'),
      );
      expect(readDelivery(escaped, 'platform', false).payload).not.toContain('CANARY');
    }
    expect(payloadOf({ client_secret: null, kept: 'no_secret_' }).data.object).toMatchObject({
      client_secret: null,
      kept: 'no_secret_',
    });
  });

  it('keeps what PostgreSQL cannot store from failing the commit of others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', '\ud800', '\udc00x'), (text, bad) => {
        const kept = payloadOf({ description: text + bad, [`x${bad}`]: 1 });
        const shown = JSON.stringify(kept);
        expect(shown).not.toMatch(/\\u0000|\\ud[89a-f]/);
        expect(kept.data.object).toMatchObject({
          description: (text + bad).replace(/\0|\p{Cs}/gu, '\ufffd'),
        });
      }),
    );
  });

  it('is not led astray by __proto__', () => {
    const text = JSON.stringify(eventOf()).replace('"object":"customer"', '"__proto__":{"secret":"CANARY","x":1}');
    const { payload } = readDelivery(Buffer.from(text), 'platform', false);
    expect(payload).not.toContain('CANARY');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
