import { AuditRecordEntity, newId, PayoutEntity, ProductEntity, StripeOperationEntity } from '@guildhall/database';
import { DeskBench } from '../spec-support/desk-bench.js';
import { BY_EMAIL, BY_OUR_ID, BY_STRIPE_ID, BY_WORDS } from './search.sql.js';

interface Hit {
  kind: string;
  id: string;
  label: string;
  amountMinor: number | null;
  currency: string | null;
  href: string;
}

describe('finding things', () => {
  let bench: DeskBench;
  let orderId: string;
  let sellerId: string;
  let ids: Record<string, string>;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const seller = await bench.seller('Kiln & Clay');
    sellerId = seller.id;
    orderId = await bench.order([seller], { guestEmail: 'Grace@Example.com' });
    const buyer = await bench.user({ email: 'ada@example.com' });
    const product = { id: newId(), sellerId, title: 'Blue mug 100%', description: 'It is blue.', currency: 'usd' };
    await bench.manager.insert(ProductEntity, { ...product, priceMinor: 1n, stock: 1, status: 'active' });
    const payout = { id: newId(), sellerId, stripeAccountId: 'acct_1', state: 'paid', currency: 'usd' } as const;
    const more = { amountMinor: 5n, automatic: false, method: 'standard', stripePayoutId: 'po_1' } as const;
    await bench.manager.insert(PayoutEntity, { ...payout, ...more });
    const operation = { id: newId(), kind: 'customer.create', subjectId: orderId, serialKey: 'k', apiVersion: 'v' };
    const result = { resultId: 'cus_1', stripeRequestId: 'req_1', lastError: null, idempotencyKey: newId() };
    await bench.manager.insert(StripeOperationEntity, {
      ...operation,
      ...result,
      params: {},
      state: 'succeeded',
      priority: 1,
      attempts: 1,
      nextAttemptAt: new Date(),
    });
    await bench.manager.query(`INSERT INTO buyer (id, user_id, stripe_customer_id) VALUES ($1, $2, 'cus_1')`, [
      newId(),
      buyer.id,
    ]);
    const [event] = await bench.manager.query<{ id: string }[]>(
      `INSERT INTO stripe_event (stripe_account, event_id, type, object_id, livemode, stripe_created_at, source, payload)
       VALUES ('', 'evt_1', 'payout.paid', 'po_1', false, now(), 'webhook', '{}') RETURNING id::text`,
    );
    ids = { order: orderId, seller: sellerId, product: product.id, payout: payout.id, user: buyer.id };
    ids = { ...ids, operation: operation.id, webhook_event: event?.id ?? '' };
  });
  afterAll(() => bench.close());

  const find = async (q: string): Promise<Hit[]> => (await bench.get<{ hits: Hit[] }>('/v1/search', { q })).body.hits;
  const found = async (q: string) =>
    (await find(q)).map(({ kind, id }) => `${kind} ${id === ids[kind] ? 'found' : id}`).sort();

  it.each([
    ['pi_', 'order'],
    ['ch_', 'order'],
  ])('finds an order by its %s', async (prefix, kind) => {
    expect(await found(prefix + orderId.replaceAll('-', ''))).toEqual([`${kind} found`]);
  });

  it.each([
    ['po_1', ['payout found', 'webhook_event found']],
    ['evt_1', ['webhook_event found']],
    ['cus_1', ['operation found', 'user found']],
    ['req_1', ['operation found']],
    ['ada@example.com', ['user found']],
    ['ADA@example.com', ['user found']],
    ['grace@example.com', ['order found']],
    ['blue MUG', ['product found']],
    ['100%', ['product found']],
    ['kiln', ['seller found']],
    ['k%n', []],
    ['po_2', []],
    ['nobody@example.com', []],
    ['zz', []],
  ])('finds by %j', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('finds by a whole id of ours, by one without dashes, and by how it begins', async () => {
    for (const q of [orderId, orderId.toUpperCase(), orderId.replaceAll('-', ''), orderId.slice(0, 22)])
      expect((await find(q)).some(({ kind, id }) => kind === 'order' && id === orderId)).toBe(true);
  });

  it('says how much money it is and in which state, and neither of what is none', async () => {
    const [payout, event] = await find('po_1');
    expect(payout).toMatchObject({ kind: 'payout', label: 'paid', amountMinor: 5, currency: 'usd' });
    expect(event).toMatchObject({ kind: 'webhook_event', amountMinor: null, currency: null });
  });

  it('says where things are shown: a product with its seller', async () => {
    expect(await find('blue mug')).toMatchObject([{ label: 'Blue mug 100%', href: `/v1/sellers/${sellerId}` }]);
  });

  it('is for operators, and wants something to look for', async () => {
    expect((await bench.get('/v1/search', { q: orderId }, newId())).status).toBe(403);
    expect((await bench.get('/v1/search', {})).status).toBe(400);
  });

  it('reads no table through', async () => {
    const id = [newId(), newId(), 10];
    await bench.database.source.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      for (const [statements, parameters] of [
        [BY_OUR_ID, id],
        [BY_STRIPE_ID, ['pi_1', 10]],
        [BY_EMAIL, ['ada@example.com', 10]],
        [BY_WORDS, ['%blue%', 10]],
      ] as const) {
        for (const sql of Object.values(statements)) {
          const plan = await manager.query<object[]>(`EXPLAIN (FORMAT JSON) ${sql}`, [...parameters]);
          expect(JSON.stringify(plan)).not.toContain('Seq Scan');
        }
      }
    });
  });

  it('audit records: who, what, to what, when; users: how the address begins, and the role', async () => {
    const operator = await bench.user({ email: 'op_erator@example.com', roles: ['operator'] });
    const deed = { userId: operator.id, action: 'refund.request', subjectId: orderId, detail: { amountMinor: 5 } };
    await bench.manager.save(Object.assign(new AuditRecordEntity(), { id: newId(), ...deed }));
    await bench.manager.save(
      Object.assign(new AuditRecordEntity(), { ...deed, id: newId(), action: 'payout.hold', subjectId: sellerId }),
    );
    const records = async (query: Record<string, string>) =>
      (await bench.get<{ data: { action: string }[] }>('/v1/audit-records', query)).body.data.map(
        ({ action }) => action,
      );
    expect(await records({ userId: operator.id })).toEqual(['payout.hold', 'refund.request']);
    expect(await records({ subjectId: orderId })).toEqual(['refund.request']);
    expect(await records({ action: 'payout.hold' })).toEqual(['payout.hold']);
    expect(await records({ to: '2026-01-01T00:00:00Z' })).toEqual([]);
    const users = async (query: Record<string, string>) =>
      (await bench.get<{ data: { id: string }[] }>('/v1/users', query)).body.data.map(({ id }) => id);
    expect(await users({ email: 'OP_' })).toEqual([operator.id]);
    expect(await users({ role: 'operator' })).toEqual([operator.id]);
    expect(await users({ email: 'op_', role: 'buyer' })).toEqual([]);
    const shown = (await bench.get(`/v1/users/${operator.id}`)).body;
    expect(Object.keys(shown).sort()).toEqual(['createdAt', 'displayName', 'email', 'id', 'roles']);
    expect((await bench.get(`/v1/users/${newId()}`)).body).toMatchObject({ code: 'user_not_found' });
  });
});
