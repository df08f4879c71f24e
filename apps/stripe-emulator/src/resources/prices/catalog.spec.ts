import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

const conformance = new Conformance();
let running: RunningEmulator;
let stripe: Stripe;
/** An SDK of the time before basil. */
let older: Stripe;

beforeAll(async () => {
  running = await startEmulator({ seed: '7', onAnswer: conformance.onAnswer });
  conformance.watchEvents(running);
  stripe = new Stripe('sk_test_catalog', sdkOptions(running));
  older = new Stripe('sk_test_catalog', { ...sdkOptions(running), apiVersion: '2024-06-20' as never });
});
afterAll(async () => {
  await running.stop();
  expect(conformance.problems).toEqual([]);
});

async function events(count: number): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: count });
  return data.map((event) => event.type as string).reverse();
}

describe('products', () => {
  it('have Stripe’s defaults, a default price made with them, and their events', async () => {
    const product = await stripe.products.create({
      name: 'Gold',
      default_price_data: { currency: 'usd', unit_amount: 2000, recurring: { interval: 'month' } },
    });
    expect(product).toMatchObject({ active: true, type: 'service', images: [], metadata: {}, livemode: false });
    expect(await events(4)).toEqual(['product.created', 'plan.created', 'price.created', 'product.updated']);
    const shown = await stripe.products.retrieve(product.id, { expand: ['default_price'] });
    expect(shown.default_price).toMatchObject({ unit_amount: 2000, product: product.id });
    const updated = await stripe.products.update(product.id, { name: 'Silver', metadata: { a: 'b' }, description: '' });
    expect(updated).toMatchObject({ name: 'Silver', metadata: { a: 'b' }, description: null });
    await expect(stripe.products.del(product.id)).rejects.toThrow('one or more user-created prices');
  });

  it('take ids of one’s own, lists by ids and archived ones, and deletion', async () => {
    await stripe.products.create({ id: 'my-thing', name: 'Thing', active: false, url: 'https://example.com' });
    await expect(stripe.products.create({ id: 'my-thing', name: 'Again' })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
    expect((await stripe.products.list({ ids: ['my-thing'] })).data).toHaveLength(1);
    expect((await stripe.products.list({ active: false })).data.map(({ id }) => id)).toEqual(['my-thing']);
    expect((await stripe.products.search({ query: "name~'thin'" })).data).toHaveLength(1);
    expect(await stripe.products.del('my-thing')).toEqual({ id: 'my-thing', object: 'product', deleted: true });
    await expect(stripe.products.create({} as never)).rejects.toMatchObject({ param: 'name' });
    await expect(stripe.products.create({ name: 'x', tax_code: 'txcd_1' })).rejects.toMatchObject({
      param: 'tax_code',
    });
  });

  it('have features', async () => {
    const feature = await stripe.entitlements.features.create({ lookup_key: 'seats', name: 'Seats' });
    const product = await stripe.products.create({ name: 'With seats' });
    const attached = await stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
    expect((await stripe.products.listFeatures(product.id)).data).toEqual([attached]);
    await stripe.products.deleteFeature(product.id, attached.id);
    expect((await stripe.products.listFeatures(product.id)).data).toEqual([]);
  });
});

describe('prices', () => {
  it('are per unit, tiered, decimal or chosen by the customer; tiers and currencies show when expanded', async () => {
    const product_data = { name: 'Priced' };
    const decimal = await stripe.prices.create({ currency: 'usd', unit_amount_decimal: '0.5' as never, product_data });
    expect(decimal).toMatchObject({ unit_amount: null, type: 'one_time', billing_scheme: 'per_unit' });
    expect(String(decimal.unit_amount_decimal)).toBe('0.5');
    const tiered = await stripe.prices.create({
      currency: 'usd',
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      tiers: [
        { up_to: 5, unit_amount: 500 },
        { up_to: 'inf', unit_amount: 400, flat_amount: 100 },
      ],
      recurring: { interval: 'month' },
      product_data,
      currency_options: { eur: { tiers: [{ up_to: 'inf', unit_amount: 450 }] } },
      expand: ['tiers', 'currency_options'],
    });
    expect(tiered.tiers?.map(({ up_to }) => up_to)).toEqual([5, null]);
    expect(Object.keys(tiered.currency_options ?? {})).toEqual(['usd', 'eur']);
    expect(await stripe.prices.retrieve(tiered.id)).not.toHaveProperty('tiers');
    const custom = await stripe.prices.create({
      currency: 'usd',
      product_data,
      custom_unit_amount: { enabled: true, minimum: 100 },
    });
    expect(custom).toMatchObject({
      custom_unit_amount: { minimum: 100, maximum: null, preset: null },
      unit_amount: null,
    });
  });

  it('hand over a lookup key, are listed by it, and keep their amount', async () => {
    const product = (await stripe.products.create({ name: 'Keyed' })).id;
    const first = await stripe.prices.create({ currency: 'usd', unit_amount: 1, product, lookup_key: 'std' });
    await expect(
      stripe.prices.create({ currency: 'usd', unit_amount: 2, product, lookup_key: 'std' }),
    ).rejects.toMatchObject({
      message: `A price (\`${first.id}\`) already uses that lookup key.`,
      param: 'lookup_key',
    });
    const second = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 2,
      product,
      lookup_key: 'std',
      transfer_lookup_key: true,
    });
    expect((await stripe.prices.list({ lookup_keys: ['std'] })).data.map(({ id }) => id)).toEqual([second.id]);
    expect((await stripe.prices.list({ product, type: 'one_time' })).data).toHaveLength(2);
    await expect(stripe.prices.update(first.id, { unit_amount: 5 } as never)).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    await stripe.prices.update(first.id, { active: false, nickname: 'old' });
    expect((await stripe.prices.list({ product, active: true })).data.map(({ id }) => id)).toEqual([second.id]);
  });

  it('refuse what makes no sense', async () => {
    const refused = (params: object) => expect(stripe.prices.create(params as never)).rejects;
    await refused({ currency: 'usd', unit_amount: 1 }).toThrow('You must specify either `product` or `product_data`');
    await refused({ currency: 'usd', product_data: { name: 'x' } }).toMatchObject({ param: 'unit_amount' });
    await refused({ currency: 'usd', unit_amount: 1, product: 'prod_none' }).toMatchObject({
      code: 'resource_missing',
      param: 'product',
    });
    await refused({ currency: 'usd', billing_scheme: 'tiered', product_data: { name: 'x' } }).toMatchObject({
      param: 'tiers',
    });
    await refused({
      currency: 'usd',
      unit_amount: 1,
      product_data: { name: 'x' },
      recurring: { interval: 'month', usage_type: 'metered' },
    }).toMatchObject({ param: 'recurring[meter]' });
  });

  it('are plans too', async () => {
    const plan = await stripe.plans.create({
      id: 'gold-monthly',
      currency: 'usd',
      interval: 'month',
      amount: 900,
      product: { name: 'Plan' },
    });
    expect(plan).toMatchObject({ object: 'plan', amount: 900, interval: 'month', usage_type: 'licensed' });
    expect(await stripe.prices.retrieve('gold-monthly')).toMatchObject({ unit_amount: 900, type: 'recurring' });
    expect((await stripe.plans.list({ product: plan.product as string })).data).toHaveLength(1);
    expect(await stripe.plans.update('gold-monthly', { nickname: 'G' })).toMatchObject({ nickname: 'G' });
    expect(await stripe.plans.del('gold-monthly')).toEqual({ id: 'gold-monthly', object: 'plan', deleted: true });
    expect(await events(2)).toEqual(['plan.deleted', 'price.deleted']);
    const metered = await older.plans.create({
      currency: 'usd',
      interval: 'month',
      amount: 5,
      usage_type: 'metered',
      product: { name: 'Metered' },
    });
    expect(metered).toMatchObject({ aggregate_usage: 'sum' });
  });
});

describe('coupons and promotion codes', () => {
  it('are redeemed as long as they last', async () => {
    const coupon = await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'once', max_redemptions: 1 });
    expect(coupon).toMatchObject({ valid: true, times_redeemed: 0, percent_off: 10, amount_off: null });
    await expect(stripe.coupons.create({ id: 'TEN', percent_off: 5 })).rejects.toThrow('Coupon already exists.');
    await expect(stripe.coupons.create({ amount_off: 5 })).rejects.toMatchObject({ param: 'currency' });
    const customer = (await stripe.customers.create({ email: 'c@example.com' })).id;
    await stripe.invoices.create({ customer, discounts: [{ coupon: 'TEN' }] });
    expect(await stripe.coupons.retrieve('TEN')).toMatchObject({ valid: false, times_redeemed: 1 });
    await expect(stripe.invoices.create({ customer, discounts: [{ coupon: 'TEN' }] })).rejects.toMatchObject({
      code: 'coupon_expired',
      param: 'discounts[0][coupon]',
    });
    await expect(stripe.invoices.create({ customer, discounts: [{ coupon: 'NO' }] })).rejects.toThrow(
      "No such coupon: 'NO'",
    );
    expect(await stripe.coupons.del('TEN')).toMatchObject({ deleted: true });
  });

  it('have codes that customers type, whatever the case', async () => {
    const coupon = (await stripe.coupons.create({ percent_off: 20, duration: 'forever' })).id;
    const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon }, code: 'Spring' });
    expect(code).toMatchObject({ active: true, times_redeemed: 0, promotion: { coupon, type: 'coupon' } });
    await expect(
      stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon }, code: 'SPRING' }),
    ).rejects.toThrow('An active promotion code with `code: SPRING` already exists.');
    expect((await stripe.promotionCodes.list({ code: 'spring' })).data.map(({ id }) => id)).toEqual([code.id]);
    await stripe.promotionCodes.update(code.id, { active: false });
    const customer = (await stripe.customers.create()).id;
    await expect(stripe.invoices.create({ customer, discounts: [{ promotion_code: code.id }] })).rejects.toMatchObject({
      param: 'discounts[0][promotion_code]',
    });
    const old = (await older.promotionCodes.create({ coupon } as never)) as unknown as { coupon: Stripe.Coupon };
    expect(old.coupon).toMatchObject({ id: coupon, object: 'coupon' });
  });

  it('stand on customers under older versions', async () => {
    const coupon = (await stripe.coupons.create({ percent_off: 25, duration: 'repeating', duration_in_months: 3 })).id;
    const customer = await older.customers.create({ coupon } as never);
    expect(customer.discount).toMatchObject({ coupon: { id: coupon }, customer: customer.id });
    const { discount } = (await stripe.customers.retrieve(customer.id)) as Stripe.Customer;
    expect(discount).toMatchObject({ source: { coupon, type: 'coupon' } });
    expect(await stripe.customers.deleteDiscount(customer.id)).toMatchObject({ deleted: true, object: 'discount' });
    expect(await events(1)).toEqual(['customer.discount.deleted']);
  });
});

describe('tax rates, codes and ids', () => {
  it('are created, changed, listed and verified', async () => {
    const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: true, country: 'de' });
    expect(rate).toMatchObject({ active: true, country: 'DE', rate_type: 'percentage', effective_percentage: null });
    await stripe.taxRates.update(rate.id, { active: false });
    expect((await stripe.taxRates.list({ active: false, inclusive: true })).data.map(({ id }) => id)).toEqual([
      rate.id,
    ]);
    const codes = await stripe.taxCodes.list({ limit: 100 });
    expect(codes.data.map(({ id }) => id)).toEqual(expect.arrayContaining(['txcd_99999999', 'txcd_10000000']));
    const customer = await stripe.customers.create({
      tax_id_data: [{ type: 'eu_vat', value: 'DE000000000' }],
      expand: ['tax_ids'],
    });
    expect(customer.tax_ids?.data[0]).toMatchObject({ country: 'DE', verification: { status: 'pending' } });
    await running.advance({ seconds: 5 });
    const [taxId] = (await stripe.customers.listTaxIds(customer.id)).data;
    expect(taxId?.verification?.status).toBe('verified');
    await expect(stripe.customers.createTaxId(customer.id, { type: 'us_ein', value: 'x' })).rejects.toMatchObject({
      code: 'tax_id_invalid',
    });
    const own = await stripe.taxIds.create({ type: 'us_ein', value: '12-3456789' });
    expect(own.owner).toMatchObject({ type: 'self' });
    expect((await stripe.taxIds.list()).data.map(({ id }) => id)).toEqual([own.id]);
    expect(await stripe.customers.deleteTaxId(customer.id, taxId?.id ?? '')).toMatchObject({ deleted: true });
  });
});

describe('the balance of a customer', () => {
  it('moves by transactions', async () => {
    const customer = await stripe.customers.create({ balance: -500 });
    const [initial] = (await stripe.customers.listBalanceTransactions(customer.id)).data;
    expect(initial).toMatchObject({ amount: -500, type: 'initial', ending_balance: -500, currency: 'usd' });
    const added = await stripe.customers.createBalanceTransaction(customer.id, { amount: 200, currency: 'usd' });
    expect(added).toMatchObject({ type: 'adjustment', ending_balance: -300 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -300, currency: 'usd' });
    await expect(
      stripe.customers.createBalanceTransaction(customer.id, { amount: 1, currency: 'eur' }),
    ).rejects.toThrow('You cannot combine currencies on a single customer.');
    await stripe.customers.update(customer.id, { balance: 0 });
    expect((await stripe.customers.listBalanceTransactions(customer.id)).data).toHaveLength(3);
  });
});
