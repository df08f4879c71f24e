import fc from 'fast-check';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';

describe('lists', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  /** Newest first. */
  const ids: string[] = [];

  beforeAll(async () => {
    running = await startEmulator();
    stripe = new Stripe('sk_test_x', sdkOptions(running));
    running.emulator.clock.freeze();
    for (let index = 0; index < 37; index += 1) {
      const { id } = await stripe.customers.create({ email: `${index % 3}@example.com`, name: String(index) });
      ids.unshift(id);
      if (index % 4 === 0) await running.advance({ seconds: 60 });
    }
  });
  afterAll(() => running.stop());

  const pageOf = (params: Stripe.CustomerListParams) => stripe.customers.list(params);

  it('yields every item exactly once, whatever the size of the pages and the direction', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 40, maxLength: 40 }),
        fc.constantFrom(undefined, '0@example.com', '2@example.com'),
        fc.boolean(),
        async (limits, email, isUpwards) => {
          const wanted = (await Promise.all(ids.map((id) => stripe.customers.retrieve(id))))
            .filter((customer) => email === undefined || (customer as Stripe.Customer).email === email)
            .map(({ id }) => id);
          const seen: string[] = [];
          // Upwards the walk starts from the oldest, which is then not on any page.
          if (isUpwards) seen.push(wanted.at(-1) ?? '');
          for (const limit of limits) {
            const cursor = isUpwards ? seen[0] : seen.at(-1);
            const page = await pageOf({
              limit,
              ...(email === undefined ? {} : { email }),
              ...(cursor === undefined ? {} : isUpwards ? { ending_before: cursor } : { starting_after: cursor }),
            });
            const found = page.data.map(({ id }) => id);
            if (isUpwards) seen.unshift(...found);
            else seen.push(...found);
            if (!page.has_more) break;
          }
          expect(seen).toEqual(wanted);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('says where it is and whether there is more', async () => {
    const page = await pageOf({ limit: 3 });
    expect(page).toMatchObject({ object: 'list', url: '/v1/customers', has_more: true });
    expect(page.data.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect((await pageOf({ limit: 100 })).has_more).toBe(false);
  });

  it('bounds by time of creation', async () => {
    const all = (await pageOf({ limit: 100 })).data;
    const middle = all[18]?.created ?? 0;
    const found = async (created: Stripe.RangeQueryParam | number) =>
      (await pageOf({ limit: 100, created })).data.map(({ id }) => id);
    const wanted = (keep: (created: number) => boolean) => all.filter((c) => keep(c.created)).map(({ id }) => id);
    expect(await found({ gte: middle })).toEqual(wanted((created) => created >= middle));
    expect(await found({ gt: middle })).toEqual(wanted((created) => created > middle));
    expect(await found({ lt: middle })).toEqual(wanted((created) => created < middle));
    expect(await found({ lte: middle })).toEqual(wanted((created) => created <= middle));
    expect(await found(middle)).toEqual(wanted((created) => created === middle));
  });

  it('refuses an unknown cursor, both cursors, and limits out of range', async () => {
    await expect(pageOf({ starting_after: 'cus_none' })).rejects.toMatchObject({ param: 'starting_after' });
    const [first = '', second = ''] = ids;
    await expect(pageOf({ starting_after: first, ending_before: second })).rejects.toMatchObject({ statusCode: 400 });
    await expect(pageOf({ limit: 101 })).rejects.toMatchObject({ code: 'parameter_invalid_integer', param: 'limit' });
    await expect(pageOf({ limit: 0 })).rejects.toMatchObject({ param: 'limit' });
  });

  it('finds an object under its new value after an update, and not under the old one', async () => {
    const { id } = await stripe.customers.create({ email: 'old@example.com' });
    await stripe.customers.update(id, { email: 'new@example.com' });
    expect((await pageOf({ email: 'old@example.com' })).data).toEqual([]);
    expect((await pageOf({ email: 'new@example.com' })).data.map((customer) => customer.id)).toEqual([id]);
    await stripe.customers.del(id);
    expect((await pageOf({ email: 'new@example.com' })).data).toEqual([]);
  });
});
