import { AuditRecordEntity, newId, PaymentAttemptEntity, StripeOperationEntity } from '@guildhall/database';
import { DeskBench } from '../spec-support/desk-bench.js';

interface TimelinePage {
  data: { source: string; id: string; at: string; what: string; href: string | null }[];
  nextCursor: string | null;
}

describe('an order on the desk', () => {
  let bench: DeskBench;
  let orderId: string;
  beforeAll(async () => {
    bench = await DeskBench.open();
    orderId = await fill(bench);
  });
  afterAll(() => bench.close());

  it('has everything in its timeline, once and in time order, however it is paged', async () => {
    const url = `/v1/orders/${orderId}/timeline`;
    const whole = (await bench.get<TimelinePage>(url, { limit: '100' })).body.data;
    expect(whole.map(({ source }) => source).sort()).toEqual([
      'audit_record',
      'journal_entry',
      'operation',
      'order',
      'payment_attempt',
      'payment_attempt',
      'webhook_event',
    ]);
    const times = whole.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((left, right) => left - right));
    for (const limit of ['1', '3']) {
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const query = { limit, ...(cursor === undefined ? {} : { cursor }) };
        const { body } = await bench.get<TimelinePage>(url, query);
        paged.push(...body.data.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect(paged).toEqual(whole.map(({ id }) => id));
    }
    expect(whole.find(({ source }) => source === 'operation')?.href).toMatch(/^\/v1\/operations\//);
  });

  it('shows where its money is, from the books', async () => {
    const { body } = await bench.get(`/v1/orders/${orderId}/money-path`);
    expect(body).toMatchObject({
      orderId,
      paths: [
        {
          currency: 'usd',
          nodes: [
            { id: 'platform', restsMinor: -3_20 },
            { id: 'stripe_fees', restsMinor: 3_20 },
            { id: 'buyer', restsMinor: -100_00 },
            { id: 'order', restsMinor: 100_00 },
          ],
          flows: [
            { fromId: 'platform', toId: 'stripe_fees', amountMinor: 3_20 },
            { fromId: 'buyer', toId: 'order', amountMinor: 100_00, stripeObjectId: 'ch_1' },
          ],
        },
      ],
    });
  });

  it.each(['timeline', 'money-path'])(
    '%s: is for operators, of an order that there is, with a cursor of ours',
    async (page) => {
      expect((await bench.get(`/v1/orders/${orderId}/${page}`, {}, newId())).status).toBe(403);
      expect(await bench.get(`/v1/orders/${newId()}/${page}`)).toMatchObject({
        status: 404,
        body: { code: 'order_not_found' },
      });
      const forged = Buffer.from('["now()","x"]').toString('base64url');
      const cursor = await bench.get(`/v1/orders/${orderId}/timeline`, { cursor: forged });
      expect(cursor.body).toMatchObject({ code: 'invalid_cursor' });
    },
  );
});

async function fill(bench: DeskBench): Promise<string> {
  const { manager } = bench;
  const id = await bench.order([await bench.seller()]);
  const stranger = await bench.order([await bench.seller()]);
  const [payment] = await manager.query<{ id: string }[]>('SELECT id FROM payment WHERE order_id = $1', [id]);
  const paymentId = payment?.id ?? '';
  const same = { currency: 'usd', amountMinor: 100_00n, attemptedAt: new Date('2026-03-01T12:00:00Z') };
  for (const outcome of ['failed', 'succeeded'] as const)
    await manager.insert(PaymentAttemptEntity, { id: newId(), paymentId, stripeId: newId(), outcome, ...same });
  const operation = {
    kind: 'payment_intent.create',
    serialKey: id,
    params: {},
    apiVersion: 'v',
    state: 'succeeded',
  } as const;
  for (const subjectId of [paymentId, newId()])
    await manager.insert(StripeOperationEntity, {
      ...operation,
      id: newId(),
      subjectId,
      idempotencyKey: newId(),
      priority: 1,
      attempts: 1,
      nextAttemptAt: new Date(),
    });
  for (const order of [id, stranger])
    await manager.query(
      `INSERT INTO stripe_event (stripe_account, event_id, type, object_id, livemode, stripe_created_at, source, payload)
       VALUES ('', 'evt_' || $1, 'charge.succeeded', 'ch_' || $1, false, now(), 'webhook', '{}')`,
      [order.replaceAll('-', '')],
    );
  const operator = await bench.user();
  const deed = { userId: operator.id, action: 'refund.request', subjectId: id, detail: {} };
  await manager.save(Object.assign(new AuditRecordEntity(), { id: newId(), ...deed }));
  await manager.query(
    `WITH entry AS (
       INSERT INTO journal_entry (id, key, occurred_at, description, order_id, stripe_object_id)
       VALUES ($1, 'txn_1', now(), 'Charge', $2, 'ch_1') RETURNING id)
     INSERT INTO posting (entry_id, account, currency, direction, amount_minor)
     SELECT entry.id, account, 'usd', direction, amount FROM entry, (VALUES
       ('stripe_balance:platform', 'debit', 9680), ('stripe_fees', 'debit', 320), ('order_clearing:' || $2::text, 'credit', 10000)
     ) AS line (account, direction, amount)`,
    [newId(), id],
  );
  return id;
}
