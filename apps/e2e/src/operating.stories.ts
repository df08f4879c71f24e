import { eventually } from '@guildhall/testing';
import { Client } from 'pg';
import { opened } from './one-market.js';
import { usd } from './story.js';

/** What operators do about what got stuck, over HTTP. */
describe('operating', () => {
  async function inDatabase(sql: string, values: unknown[] = []): Promise<void> {
    const client = new Client({ connectionString: opened().run.databaseUrl });
    await client.connect();
    await client.query(sql, values).finally(() => client.end());
  }

  it('operations: one that nobody can settle is given up, and then not retried', async () => {
    const market = opened();
    const { api } = await market.operator();
    const seller = await market.onboardsSeller();
    const order = await market.buyerPays([{ product: await market.lists(seller, 100_00) }]);
    const cut = { request: { method: 'POST', path: '/v1/refunds' }, effect: { close: true } };
    await market.emulator.fault(cut);
    const params = { path: { orderId: order.id } };
    const refund = await api.POST('/v1/orders/{orderId}/refunds', { params, body: {} });
    const query = { kind: 'refund.create', subjectId: refund.id };
    const refunds = async () => (await api.GET('/v1/operations', { params: { query } })).data;
    const [unknown] = await eventually(refunds, ([operation]) => operation?.state === 'ambiguous');
    const path = { operationId: unknown?.id ?? '' };
    expect(unknown).toMatchObject({ settledAt: null, lastError: { failure: 'ambiguous' } });
    // Between two attempts of the worker it can be resolved; in the midst of one it cannot.
    const body = { note: 'Given back in cash.' };
    await eventually(
      () =>
        api.POST('/v1/operations/{operationId}/resolve', { params: { path }, body }).then(
          () => true,
          () => false,
        ),
      (isResolved) => isResolved,
    );
    const resolved = await eventually(
      () => api.GET('/v1/operations/{operationId}', { params: { path } }),
      ({ settledAt }) => settledAt !== null,
    );
    expect(resolved).toMatchObject({
      state: 'rejected',
      lastError: { code: 'resolved_by_operator', message: body.note },
    });
    const closed = { status: 409, code: 'operation_not_open', facts: { state: 'rejected' } };
    await expect(api.POST('/v1/operations/{operationId}/retry', { params: { path } })).rejects.toMatchObject(closed);
    await expect(api.POST('/v1/operations/{operationId}/resolve', { params: { path }, body })).rejects.toMatchObject(
      closed,
    );
    const nowhere = { path: { operationId: order.id } };
    await expect(api.GET('/v1/operations/{operationId}', { params: nowhere })).rejects.toMatchObject({
      status: 404,
      code: 'operation_not_found',
    });
    await market.emulator.clearFaults();
    expect(await market.emulator.count('refund', { operation_id: path.operationId })).toBe(0);
    expect(await market.order(order)).toMatchObject({ state: 'paid' });
  });

  it('operations: one that a wrong key has stuck is retried when the key is right, and done once', async () => {
    const market = opened();
    const { api } = await market.operator();
    const seller = await market.onboardsSeller();
    const order = await market.buyerPays([{ product: await market.lists(seller, 100_00) }]);
    await market.emulator.fault({ request: { method: 'POST', path: '/v1/refunds' }, effect: { status: 403 } });
    const refund = await api.POST('/v1/orders/{orderId}/refunds', {
      params: { path: { orderId: order.id } },
      body: {},
    });
    const query = { kind: 'refund.create', subjectId: refund.id };
    const [stuck] = await eventually(
      async () => {
        // Its pauses between attempts are cut short.
        await inDatabase(`UPDATE stripe_operation SET next_attempt_at = now() WHERE subject_id = $1`, [refund.id]);
        return (await api.GET('/v1/operations', { params: { query } })).data;
      },
      ([operation]) => operation?.state === 'stuck',
    );
    expect(stuck).toMatchObject({ lastError: { failure: 'misconfigured' } });
    await market.emulator.clearFaults();
    const path = { operationId: stuck?.id ?? '' };
    await api.POST('/v1/operations/{operationId}/retry', { params: { path } });
    await market.settles();
    expect(await api.GET('/v1/operations/{operationId}', { params: { path } })).toMatchObject({ state: 'succeeded' });
    expect(await market.emulator.count('refund', { operation_id: path.operationId })).toBe(1);
    expect([await market.balanceOf(seller), await market.platformBalance()]).toEqual([usd(0), usd(-3_20)]);
  });

  it('domain events: one that could not be handled is handed over again, and what it says is done once', async () => {
    const market = opened();
    const { api } = await market.operator();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const order = await market.orders([
      { product: await market.lists(a, 60_00) },
      { product: await market.lists(b, 40_00) },
    ]);
    const query = { type: 'order.paid' as const, state: 'dead' as const };
    const dead = async () => (await api.GET('/v1/domain-events', { params: { query } })).data;
    await inDatabase('ALTER TABLE transfer RENAME TO transfer_elsewhere');
    try {
      await market.confirms(order);
      await market.stripeDelivers();
      await eventually(
        async () => {
          await inDatabase(`UPDATE domain_event SET next_attempt_at = now() WHERE state = 'pending'`);
          return dead();
        },
        ({ length }) => length > 0,
      );
    } finally {
      await inDatabase('ALTER TABLE transfer_elsewhere RENAME TO transfer');
    }
    for (const { id } of await dead()) {
      const params = { path: { domainEventId: id } };
      await api.POST('/v1/domain-events/{domainEventId}/replay', { params });
      await expect(api.POST('/v1/domain-events/{domainEventId}/replay', { params })).rejects.toMatchObject({
        status: 409,
        code: 'domain_event_not_dead',
      });
    }
    await market.settles();
    expect(await dead()).toEqual([]);
    expect([await market.balanceOf(a), await market.balanceOf(b)]).toEqual([usd(54_00), usd(36_00)]);
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });
});
