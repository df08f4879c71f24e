import { newId, PaymentAttemptEntity, PayoutEntity, RefundEntity, type SellerEntity } from '@guildhall/database';
import fc from 'fast-check';
import { DeskBench } from '../spec-support/desk-bench.js';
import { ATTEMPTS, DISPUTES, LAG, NOW, PAYOUTS, REFUNDS, SALES } from './overview.sql.js';

interface Sales {
  orders: number;
  volumeMinor: number;
  commissionMinor: number;
  refunds: number;
  refundedMinor: number;
}
interface Figures extends Sales {
  takeRateBasisPoints: number | null;
  payoutsPaid: object;
  payoutsFailed: object;
}
interface Answer {
  currencies: { currency: string; current: Figures; previous: Figures; series: (Sales & { at: string })[] }[];
  attempts: { succeeded: number; failed: number; successRateBasisPoints: number | null };
  attemptsByMethod: object[];
  failuresByReason: { reason: string }[];
  [more: string]: unknown;
}

const HOUR = 3_600_000;
const FROM = new Date('2026-03-20T00:00:00Z');
const TO = new Date('2026-04-03T00:00:00Z'); // New York's and Berlin's summer time begin around it
const AT = fc.integer({ min: -14 * 24 - 3, max: 14 * 24 + 3 }).map((hours) => new Date(FROM.getTime() + hours * HOUR));

describe('the overview', () => {
  let bench: DeskBench;
  let sellers: SellerEntity[];
  beforeAll(async () => {
    bench = await DeskBench.open();
    sellers = [await bench.seller(), await bench.seller()];
  });
  afterAll(() => bench.close());

  const ask = (query: Record<string, string> = {}) =>
    bench.get<Answer>('/v1/overview', { from: FROM.toISOString(), to: TO.toISOString(), ...query });
  const empty = () =>
    bench.database.source.query(
      'TRUNCATE payment_attempt, payout, refund_leg, refund, payment, seller_share, marketplace_order, stripe_event CASCADE',
    );
  const refund = async (orderId: string, createdAt: Date, amountMinor: bigint, state: RefundEntity['state']) => {
    const [payment] = await bench.manager.query<{ id: string }[]>('SELECT id FROM payment WHERE order_id = $1', [
      orderId,
    ]);
    const fixed = { reason: 'duplicate', commissionPolicy: 'return', currency: 'usd', updatedAt: createdAt } as const;
    const paymentId = payment?.id ?? '';
    await bench.manager.insert(RefundEntity, {
      id: newId(),
      orderId,
      paymentId,
      amountMinor,
      state,
      createdAt,
      ...fixed,
    });
  };

  it('adds up to the orders and refunds themselves, whatever they are, in every zone and interval', async () => {
    const share = fc.record({
      amountMinor: fc.bigInt({ min: 100n, max: 999_99n }),
      commissionMinor: fc.bigInt({ min: 0n, max: 100n }),
    });
    const order = fc.record({
      paidAt: fc.option(AT, { freq: 8 }),
      currency: fc.constantFrom('usd', 'eur'),
      shares: fc.array(share, { minLength: 1, maxLength: 2 }),
      refundedAt: fc.option(AT),
      refundState: fc.constantFrom('succeeded' as const, 'requested' as const, 'failed' as const),
    });
    const cut = fc.constantFrom(
      ['hour', 'UTC'],
      ['day', 'Europe/Berlin'],
      ['week', 'America/New_York'],
      ['day', 'Asia/Kolkata'],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { maxLength: 12 }),
        cut,
        async (orders, [interval = 'day', timeZone = 'UTC']) => {
          await empty();
          for (const each of orders) {
            const id = await bench.order(sellers, each);
            const amount = each.shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
            if (each.refundedAt !== null) await refund(id, each.refundedAt, amount, each.refundState);
          }
          const { status, body } = await ask({ interval, timeZone });
          expect(status).toBe(200);
          for (const { currency, current, previous, series } of body.currencies) {
            const sold = (from: number, to: number) => {
              const inside = orders.filter(({ paidAt, ...one }) => one.currency === currency && isIn(paidAt, from, to));
              const parts = inside.flatMap(({ shares }) => shares);
              const sum = (of: (part: (typeof parts)[number]) => bigint) =>
                Number(parts.reduce((all, part) => all + of(part), 0n));
              return [
                inside.length,
                sum(({ amountMinor }) => amountMinor),
                sum(({ commissionMinor }) => commissionMinor),
              ];
            };
            const told = ({ orders: count, volumeMinor, commissionMinor }: Sales) => [
              count,
              volumeMinor,
              commissionMinor,
            ];
            const [from, to] = [FROM.getTime(), TO.getTime()];
            expect(told(current)).toEqual(sold(from, to));
            expect(told(previous)).toEqual(sold(2 * from - to, from));
            const starts = series.map(({ at }) => Date.parse(at));
            series.forEach((point, index) => {
              expect(told(point)).toEqual(sold(Math.max(from, starts[index] ?? 0), starts[index + 1] ?? to));
            });
          }
          const refunds = orders.filter(
            ({ refundedAt, refundState }) => refundState !== 'failed' && isIn(refundedAt, FROM.getTime(), TO.getTime()),
          );
          expect(body.currencies.find(({ currency }) => currency === 'usd')?.current.refunds ?? 0).toBe(refunds.length);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('tells tries to pay by method and reason, payouts by fate, disputes once, and how late webhooks are', async () => {
    await empty();
    const attempt = { paymentId: newId(), currency: 'usd', amountMinor: 1n, attemptedAt: FROM };
    const before = { attemptedAt: new Date(FROM.getTime() - HOUR) };
    const tries: Partial<PaymentAttemptEntity>[] = [
      { outcome: 'succeeded', methodType: 'card' },
      { outcome: 'succeeded', methodType: 'card' },
      { outcome: 'failed', methodType: 'card', failureCode: 'card_declined', declineCode: 'insufficient_funds' },
      { outcome: 'failed', methodType: null, failureCode: 'payment_intent_authentication_failure' },
      { ...before, outcome: 'succeeded', methodType: 'card' },
      {
        ...before,
        outcome: 'failed',
        methodType: 'card',
        failureCode: 'card_declined',
        declineCode: 'insufficient_funds',
      },
      { ...before, outcome: 'failed', methodType: 'link', failureCode: 'card_declined' },
    ];
    for (const each of tries)
      await bench.manager.insert(PaymentAttemptEntity, { ...attempt, id: newId(), stripeId: newId(), ...each });
    const payout = { currency: 'usd', automatic: false, method: 'standard', updatedAt: FROM, createdAt: FROM } as const;
    for (const state of ['paid', 'failed', 'rejected', 'canceled', 'in_transit'] as const) {
      const whose = { id: newId(), sellerId: sellers[0]?.id ?? '', stripeAccountId: 'acct_1' };
      await bench.manager.insert(PayoutEntity, { ...payout, ...whose, state, amountMinor: 50_00n });
    }
    await bench.manager.query(
      `INSERT INTO stripe_event (stripe_account, event_id, type, object_id, livemode, stripe_created_at, received_at, source,
         payload, state, processed_at)
       SELECT '', 'evt_' || n, 'charge.dispute.created', 'dp_' || n % 2, false, $1::timestamptz, $1::timestamptz, 'webhook', '{}',
         'processed', $1::timestamptz + n * interval '1 millisecond' FROM generate_series(1, 101) AS n`,
      [FROM],
    );
    const { body } = await ask();
    expect(body).toMatchObject({
      attempts: { succeeded: 2, failed: 2, pending: 0, successRateBasisPoints: 5_000 },
      previousAttempts: { succeeded: 1, failed: 2, successRateBasisPoints: 3_333 },
      disputes: 2,
      previousDisputes: 0,
      webhooksPending: 0,
      webhookMedianLagMs: 51,
      webhookP95LagMs: 96,
    });
    expect(body.attemptsByMethod).toEqual([
      expect.objectContaining({ methodType: 'card', succeeded: 2, failed: 1, previousSuccessRateBasisPoints: 5_000 }),
      expect.objectContaining({ methodType: 'unknown', failed: 1, previousSuccessRateBasisPoints: null }),
    ]);
    expect(body.failuresByReason.sort((a, b) => a.reason.localeCompare(b.reason))).toEqual([
      { reason: 'insufficient_funds', failed: 1, previousFailed: 1 },
      { reason: 'payment_intent_authentication_failure', failed: 1, previousFailed: 0 },
    ]);
    expect(body.currencies[0]?.current).toMatchObject({
      takeRateBasisPoints: null,
      payoutsPaid: { count: 1, amountMinor: 50_00 },
      payoutsInTransit: { count: 1, amountMinor: 50_00 },
      payoutsFailed: { count: 2, amountMinor: 100_00 },
    });
  });

  it.each([
    [{ to: FROM.toISOString() }, 'overview_period_invalid'],
    [{ interval: 'hour', from: '2020-01-01T00:00:00Z' }, 'overview_period_invalid'],
    [{ timeZone: 'Mars/Olympus' }, 'overview_period_invalid'],
    [{ timeZone: '+02:00' }, 'overview_period_invalid'],
    [{ interval: 'second' }, 'invalid_request'],
  ])('refuses the period %j', async (query, code) => {
    expect(await ask(query as Record<string, string>)).toMatchObject({ status: 400, body: { code } });
  });

  it('is for operators', async () => {
    expect((await bench.get('/v1/overview', {}, newId())).status).toBe(403);
  });

  it('reads no table through: every part has an index for its period or its kind of row', async () => {
    const bounds = [FROM, FROM, TO];
    const statements: [string, unknown[]][] = [
      [SALES, [...bounds, 'day', 'UTC']],
      [REFUNDS, [...bounds, 'day', 'UTC']],
      [PAYOUTS, bounds],
      [ATTEMPTS, bounds],
      [DISPUTES, bounds],
      [LAG, [FROM, TO, 10]],
      [NOW, []],
    ];
    await bench.database.source.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      for (const [sql, parameters] of statements) {
        const plan = await manager.query<object[]>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
        expect(JSON.stringify(plan)).not.toContain('Seq Scan');
      }
    });
  });
});

function isIn(at: Date | null, from: number, to: number): boolean {
  return at !== null && at.getTime() >= from && at.getTime() < to;
}
