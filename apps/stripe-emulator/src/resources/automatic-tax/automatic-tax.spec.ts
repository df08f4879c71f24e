import type Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { BillingDesk } from '../subscriptions/testing/billing-desk.js';

const BERLIN = { country: 'DE', postal_code: '10115', city: 'Berlin', line1: 'Invalidenstr. 1' };

describe('automatic tax', () => {
  const conformance = new Conformance();
  let desk: BillingDesk;
  let stripe: Stripe;

  beforeAll(async () => {
    const tax = { headOffice: 'DE', registrations: ['DE', 'FR', 'US-CA', 'CA'], rates: { 'US-CA': 8.5 } };
    desk = await BillingDesk.open({ config: { tax }, onAnswer: conformance.onAnswer });
    stripe = desk.stripe;
  });
  afterAll(() => desk.close());

  const customerIn = (address: Stripe.AddressParam | null, more: Stripe.CustomerCreateParams = {}) =>
    stripe.customers.create({
      email: 'ada@example.com',
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
      ...(address === null ? {} : { address }),
      ...more,
    });
  const draftFor = async (customer: string, price: Stripe.InvoiceAddLinesParams.Line.PriceData) => {
    const { id } = await stripe.invoices.create({ customer, automatic_tax: { enabled: true } });
    return stripe.invoices.addLines(id, { lines: [{ price_data: price }] });
  };
  const thing = (behavior: 'exclusive' | 'inclusive' = 'exclusive', taxCode = 'txcd_10000000') => ({
    currency: 'usd',
    unit_amount: 1000,
    tax_behavior: behavior,
    product_data: { name: 'Thing', tax_code: taxCode },
  });
  const taxesOf = ({ total, total_taxes: taxes }: Stripe.Invoice) => [
    total,
    ...(taxes ?? []).map(({ amount, tax_behavior: behavior, taxability_reason: reason }) => [amount, behavior, reason]),
  ];

  it('taxes where the customer is and the merchant is registered, by a rate of its own', async () => {
    const { id } = await customerIn(BERLIN);
    const draft = await draftFor(id, thing());
    expect(draft.automatic_tax).toMatchObject({ enabled: true, status: 'complete', provider: 'stripe' });
    expect(taxesOf(draft)).toEqual([1190, [190, 'exclusive', 'standard_rated']]);
    expect(taxesOf(await draftFor(id, thing('inclusive')))).toEqual([1000, [160, 'inclusive', 'standard_rated']]);
    const rate = await stripe.taxRates.retrieve(draft.total_taxes?.[0]?.tax_rate_details?.tax_rate ?? '');
    expect(rate).toMatchObject({ active: false, display_name: 'VAT', jurisdiction: 'Germany', percentage: 19 });
  });

  it.each<[string, Stripe.AddressParam, unknown[]]>([
    ['not registered there', { country: 'GB' }, [1000, [0, 'exclusive', 'not_collecting']]],
    [
      'a state by its postal code, at a rate of the config',
      { country: 'US', postal_code: '94107' },
      [1085, [85, 'exclusive', 'standard_rated']],
    ],
    [
      'a state without registration',
      { country: 'US', postal_code: '10001' },
      [1000, [0, 'exclusive', 'not_collecting']],
    ],
    ['a harmonised province', { country: 'CA', state: 'ON' }, [1130, [130, 'exclusive', 'standard_rated']]],
    ['a country of which nothing is known', { country: 'BR' }, [1000]],
  ])('knows %s', async (_what, address, taxes) => {
    const { id } = await customerIn(address);
    expect(taxesOf(await draftFor(id, thing()))).toEqual(taxes);
  });

  it('does not tax what is not taxable, whoever is exempt, and businesses elsewhere in the union', async () => {
    const { id: plain } = await customerIn(BERLIN);
    expect(taxesOf(await draftFor(plain, thing('exclusive', 'txcd_00000000')))).toEqual([
      1000,
      [0, 'exclusive', 'not_subject_to_tax'],
    ]);
    const { id: exempt } = await customerIn(BERLIN, { tax_exempt: 'exempt' });
    expect(taxesOf(await draftFor(exempt, thing()))).toEqual([1000, [0, 'exclusive', 'customer_exempt']]);
    const { id: business } = await customerIn(
      { country: 'FR' },
      {
        tax_id_data: [{ type: 'eu_vat', value: 'FRAB123456789' }],
      },
    );
    expect(taxesOf(await draftFor(business, thing()))).toEqual([1000, [0, 'exclusive', 'reverse_charge']]);
  });

  it('wants to know where the customer is before it finalizes', async () => {
    const { id } = await customerIn({ country: 'US' });
    const draft = await draftFor(id, thing());
    expect([draft.automatic_tax.status, draft.total]).toEqual(['requires_location_inputs', 1000]);
    await expect(stripe.invoices.finalizeInvoice(draft.id)).rejects.toMatchObject({
      code: 'customer_tax_location_invalid',
    });
    await stripe.customers.update(id, { address: { country: 'US', postal_code: '94107' } });
    expect(taxesOf(await stripe.invoices.finalizeInvoice(draft.id))).toEqual([
      1085,
      [85, 'exclusive', 'standard_rated'],
    ]);
  });

  it('taxes subscriptions and their previews', async () => {
    const { id: customer } = await customerIn(BERLIN);
    const price = await desk.price(2000);
    const made = await desk.subscribe(customer, price, {
      automatic_tax: { enabled: true },
      expand: ['latest_invoice'],
    });
    expect(made.latest_invoice).toMatchObject({ status: 'paid', total: 2380, subtotal: 2000 });
    expect((await stripe.invoices.createPreview({ subscription: made.id })).total).toBe(2380);
  });

  it('taxes a checkout by the place that its payer tells', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      automatic_tax: { enabled: true },
      line_items: [{ quantity: 2, price_data: thing() }],
      success_url: 'https://shop.test',
    });
    expect([session.automatic_tax.status, session.amount_total]).toEqual(['requires_location_inputs', 2000]);
    const pay = (fields: Record<string, string>) =>
      fetch(session.url ?? '', {
        method: 'POST',
        body: new URLSearchParams({ email: 'a@example.com', payment_method: 'pm_card_visa', ...fields }),
        redirect: 'manual',
      });
    expect((await pay({})).status).toBe(400);
    expect((await pay({ country: 'DE', postal_code: '10115' })).status).toBe(303);
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent', 'total_details.breakdown', 'line_items'],
    });
    expect(paid).toMatchObject({
      amount_subtotal: 2000,
      amount_total: 2380,
      automatic_tax: { status: 'complete' },
      payment_intent: { amount: 2380 },
      total_details: { amount_tax: 380, breakdown: { taxes: [{ amount: 380, rate: { display_name: 'VAT' } }] } },
      line_items: { data: [{ amount_tax: 380, amount_total: 2380 }] },
    });
  });

  it('answers all of this as the SDK types it', () => {
    expect([conformance.problems, conformance.checked > 20]).toEqual([[], true]);
  });
});
