import Stripe from 'stripe';
import { Registry } from '../core/registry.js';
import { startEmulator, type RunningEmulator } from '../index.js';
import { families } from '../resources/index.js';
import { sdkOptions } from '../testing/sdk.js';
import { loadContract, type Schema } from './contract.js';

const { definitions } = loadContract();
const registry = new Registry(families);

/** The schema of an object of the API, by what its `object` says. */
const objects = new Map<string, Schema>();
for (const [name, schema] of Object.entries(definitions)) {
  const object = schema.properties?.['object']?.const;
  if (typeof object === 'string' && /^[^.]+$/.test(name) && !name.includes('#Deleted') && !objects.has(object))
    objects.set(object, schema);
}

/** A schema and, where it is a union, its members; named ones looked up. */
function alternatives(schema: Schema, seen: ReadonlySet<string> = new Set()): Schema[] {
  if (schema.$ref !== undefined)
    return seen.has(schema.$ref) ? [] : alternatives(definitions[schema.$ref] ?? {}, new Set([...seen, schema.$ref]));
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((one) => alternatives(one, seen));
}

const kindOf = (schema: Schema): string | undefined => {
  const kind = schema.properties?.['object']?.const;
  return typeof kind === 'string' ? kind : undefined;
};

/** Paths of the fields that are an id or the object itself, of a kind that the emulator has. */
function expandablePaths(schema: Schema, path: readonly string[] = [], depth = 0): string[] {
  const all = alternatives(schema);
  const isId = all.some(({ type }) => type === 'string');
  const kinds = all.map(kindOf).filter((kind) => kind !== undefined);
  if (path.length > 0 && isId && kinds.some((kind) => registry.resources.has(kind))) return [path.join('.')];
  if (depth > 6) return [];
  return all.flatMap((one) => {
    if (one.items !== undefined) return expandablePaths(one.items, path, depth + 1);
    // Another object of the API has its own paths.
    if (path.length > 0 && kindOf(one) !== undefined) return [];
    return Object.entries(one.properties ?? {}).flatMap(([name, inner]) =>
      expandablePaths(inner, [...path, name], depth + 1),
    );
  });
}

describe('what the SDK types as an id or an object', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_expand', sdkOptions(running));
  });
  afterAll(() => running.stop());

  it('expands, in every resource', () => {
    const missing = [...registry.resources.values()].flatMap(({ object, expandable }) =>
      [...new Set(expandablePaths(objects.get(object) ?? {}))]
        .filter((path) => !Object.hasOwn(expandable, path))
        .map((path) => `${object}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('expands inside of what is always there', async () => {
    const customer = (await stripe.customers.create()).id;
    const payment_method = (await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })).id;
    const params = { amount: 500, currency: 'usd', customer, payment_method, confirm: true, off_session: true };
    const { id } = await stripe.paymentIntents.create(params).catch(async () => ({
      id: (await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id ?? '',
    }));
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['last_payment_error.payment_method.customer'] });
    expect(intent.last_payment_error?.payment_method?.customer).toMatchObject({ id: customer, object: 'customer' });
    await expect(
      stripe.paymentIntents.retrieve(id, { expand: ['last_payment_error.message.x'] }),
    ).rejects.toMatchObject({ param: 'expand' });
  });

  it('expands the discounts of a preview, and who is liable for a tax', async () => {
    const seller = await stripe.accounts.create({ type: 'express', country: 'US' });
    const customer = (await stripe.customers.create()).id;
    const coupon = (await stripe.coupons.create({ percent_off: 10, duration: 'forever' })).id;
    const product_data = { name: 'Club' };
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data,
    });
    const preview = await stripe.invoices.createPreview({
      customer,
      discounts: [{ coupon }],
      subscription_details: { items: [{ price: price.id, discounts: [{ coupon }] }] },
      issuer: { type: 'account', account: seller.id },
      expand: ['discounts.source.coupon', 'lines.data.discounts', 'total_discount_amounts.discount', 'issuer.account'],
    });
    expect(preview.discounts).toMatchObject([{ object: 'discount', source: { coupon: { id: coupon } } }]);
    expect(preview.lines.data[0]?.discounts).toMatchObject([{ object: 'discount' }]);
    expect(preview.total_discount_amounts?.map(({ discount }) => typeof discount)).toEqual(['object', 'object']);
    expect(preview.issuer.account).toMatchObject({ id: seller.id, object: 'account' });
  });
});
