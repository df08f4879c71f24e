import type Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { Market } from '../payment-intents/testing/market.js';
import { METHOD_KINDS } from './method-kinds.js';

/** Fields that a kind cannot do without. */
const FIELDS: Readonly<Record<string, object>> = {
  acss_debit: { account_number: '000123456789', institution_number: '000', transit_number: '11000' },
  au_becs_debit: { account_number: '000123456', bsb_number: '000000' },
  bacs_debit: { account_number: '00012345', sort_code: '108800' },
  boleto: { tax_id: '000.000.000-00' },
  fpx: { bank: 'maybank2u' },
  nz_bank_account: { account_number: '0000000', bank_code: '11', branch_code: '0000', suffix: '010' },
  sepa_debit: { iban: 'DE89370400440532013000' },
  sofort: { country: 'DE' },
  us_bank_account: { account_number: '000123456789', routing_number: '110000000' },
};

describe('payment methods of all kinds', () => {
  const conformance = new Conformance();
  let market: Market;
  let stripe: Stripe;
  beforeAll(async () => {
    market = await Market.open({ onAnswer: conformance.onAnswer });
    conformance.watchEvents(market.running);
    stripe = market.stripe;
  });
  afterAll(() => market.close());

  const confirm = (type: string, currency: string, changes: object = {}): Promise<Stripe.PaymentIntent> =>
    stripe.paymentIntents.create({
      amount: 10_000,
      currency,
      confirm: true,
      allowed_payment_method_types: [type],
      payment_method_data: {
        type,
        [type]: FIELDS[type] ?? {},
        billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com', address: { country: 'DE' } },
      },
      mandate_data: { customer_acceptance: { type: 'offline' } },
      return_url: 'https://shop.example/done',
      ...changes,
    });
  const kinds = (flow: string): [string, string][] =>
    Object.entries(METHOD_KINDS).flatMap(([type, kind]): [string, string][] =>
      kind.flow === flow ? [[type, kind.currencies?.[0] ?? 'usd']] : [],
    );
  const authorize = (intent: Stripe.PaymentIntent, result: 'complete' | 'fail'): Promise<Response> => {
    const found = /"(http:\/\/[^"]*\/authenticate\/[^"&]*)/.exec(JSON.stringify(intent.next_action));
    return fetch(found?.[1] ?? '', { method: 'POST', body: new URLSearchParams({ result }), redirect: 'manual' });
  };

  it.each([...kinds('redirect'), ...kinds('scan')])('%s is paid in %s on another page', async (type, currency) => {
    const intent = await confirm(type, currency);
    expect(intent.status).toBe('requires_action');
    expect(intent.next_action?.type).toBe(METHOD_KINDS[type]?.nextAction ?? 'redirect_to_url');
    const back = await authorize(intent, 'complete');
    const isDelayed = METHOD_KINDS[type]?.isDelayed === true;
    expect(back.headers.get('location')).toContain(`redirect_status=${isDelayed ? 'pending' : 'succeeded'}`);
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(paid.status).toBe(isDelayed ? 'processing' : 'succeeded');
    expect((paid.latest_charge as Stripe.Charge).payment_method_details).toMatchObject({ type, [type]: {} });
  });

  it.each(kinds('voucher'))('%s is paid in %s after three minutes, or never', async (type, currency) => {
    const intent = await confirm(type, currency);
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: METHOD_KINDS[type]?.nextAction } });
    const billing_details = { name: 'Jenny', email: 'expire_immediately@example.com' };
    const data = { type, [type]: FIELDS[type] ?? {}, billing_details };
    const expiring = await confirm(type, currency, { payment_method_data: data });
    await market.running.advance({ seconds: 181 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(await stripe.paymentIntents.retrieve(expiring.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
    });
  });

  it.each(kinds('wait'))('%s waits in %s until the payer confirms in the app', async (type, currency) => {
    const intent = await confirm(type, currency);
    expect(intent.status).toBe('requires_action');
    await market.running.advance({ seconds: 6 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it.each(kinds('debit'))('%s is debited in %s over days', async (type, currency) => {
    let intent = await confirm(type, currency);
    if (intent.status === 'requires_action')
      intent = await stripe.paymentIntents.verifyMicrodeposits(intent.id, { descriptor_code: 'SM11AA' });
    expect(intent.status).toBe('processing');
    await market.advanceDays(5);
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(paid.status).toBe('succeeded');
    expect((paid.latest_charge as Stripe.Charge).payment_method_details).toMatchObject({ type, [type]: {} });
  });

  it.each([
    ['bacs_debit', 'gbp', { account_number: '33333335', sort_code: '108800' }, 'debit_not_authorized'],
    ['bacs_debit', 'gbp', { account_number: '22222227', sort_code: '108800' }, 'insufficient_funds'],
    ['au_becs_debit', 'aud', { account_number: '111111113', bsb_number: '000000' }, 'account_closed'],
    ['au_becs_debit', 'aud', { account_number: '111111116', bsb_number: '000000' }, 'no_account'],
  ])('%s fails in %s as its test account %j says: %s', async (type, currency, account, reason) => {
    const billing_details = { name: 'Jenny', email: 'jenny@example.com' };
    const intent = await confirm(type, currency, { payment_method_data: { type, [type]: account, billing_details } });
    await market.advanceDays(5);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: reason },
    });
  });

  it('link is paid at once, and wallets can be captured later', async () => {
    expect(await confirm('link', 'usd')).toMatchObject({ status: 'succeeded' });
    const held = await confirm('paypal', 'usd', { capture_method: 'manual' });
    await authorize(held, 'complete');
    expect((await stripe.paymentIntents.retrieve(held.id)).status).toBe('requires_capture');
    expect((await stripe.paymentIntents.capture(held.id)).status).toBe('succeeded');
    const refused = await confirm('klarna', 'eur');
    await authorize(refused, 'fail');
    expect(await stripe.paymentIntents.retrieve(refused.id)).toMatchObject({ status: 'requires_payment_method' });
  });

  it('refuses other currencies, missing details and missing return addresses', async () => {
    await expect(confirm('p24', 'usd')).rejects.toMatchObject({ param: 'payment_method_types', statusCode: 400 });
    await expect(confirm('boleto', 'brl', { payment_method_data: { type: 'boleto' } })).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'boleto[tax_id]',
    });
    await expect(confirm('bancontact', 'eur', { payment_method_data: { type: 'bancontact' } })).rejects.toMatchObject({
      param: 'billing_details[name]',
    });
    const { return_url: _none, ...without } = { return_url: undefined };
    await expect(
      stripe.paymentIntents.create({
        amount: 1_000,
        currency: 'eur',
        confirm: true,
        allowed_payment_method_types: ['eps'],
        payment_method_data: { type: 'eps' },
        ...without,
      }),
    ).rejects.toMatchObject({ param: 'return_url' });
  });

  it('bank transfers fund the cash of a customer, which pays what waits for it', async () => {
    const { id: customer } = await stripe.customers.create();
    const order = {
      customer,
      amount: 2_000,
      payment_method_data: { type: 'customer_balance' },
      payment_method_options: { customer_balance: { funding_type: 'bank_transfer' } },
    };
    const intent = await confirm('customer_balance', 'usd', order);
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'display_bank_transfer_instructions',
        display_bank_transfer_instructions: { amount_remaining: 2_000, currency: 'usd', type: 'us_bank_transfer' },
      },
    });
    const fund = (amount: number) =>
      stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency: 'usd', reference: 'INV-7' });
    expect(await fund(500)).toMatchObject({
      type: 'funded',
      net_amount: 500,
      ending_balance: 500,
      funded: { bank_transfer: { type: 'us_bank_transfer', reference: 'INV-7' } },
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_action',
      next_action: { display_bank_transfer_instructions: { amount_remaining: 1_500 } },
    });
    await fund(1_700);
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2_000 });
    expect(paid.latest_charge).toMatchObject({ payment_method_details: { type: 'customer_balance' } });
    expect(await stripe.customers.retrieveCashBalance(customer)).toMatchObject({
      object: 'cash_balance',
      available: { usd: 200 },
      settings: { reconciliation_mode: 'automatic', using_merchant_default: true },
    });
    const { data } = await stripe.customers.listCashBalanceTransactions(customer);
    expect(data.map(({ type, net_amount }) => [type, net_amount])).toEqual([
      ['applied_to_payment', -1_500],
      ['funded', 1_700],
      ['applied_to_payment', -500],
      ['funded', 500],
    ]);
    expect(await stripe.customers.retrieveCashBalanceTransaction(customer, data[0]?.id ?? '')).toEqual(data[0]);
    const types = (await stripe.events.list({ limit: 12 })).data.map(({ type }) => type as string);
    expect(types).toEqual(
      expect.arrayContaining([
        'payment_intent.partially_funded',
        'customer_cash_balance_transaction.created',
        'cash_balance.funds_available',
      ]),
    );
  });

  it('cash is applied by hand in manual mode, and given back when a payment is given up', async () => {
    const { id: customer } = await stripe.customers.create();
    expect(
      await stripe.customers.updateCashBalance(customer, { settings: { reconciliation_mode: 'manual' } }),
    ).toMatchObject({ settings: { reconciliation_mode: 'manual', using_merchant_default: false } });
    const data = { type: 'customer_balance' };
    const intent = await confirm('customer_balance', 'eur', { customer, payment_method_data: data });
    await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 4_000, currency: 'eur' });
    const apply = (amount?: number) =>
      stripe.paymentIntents.applyCustomerBalance(intent.id, amount === undefined ? {} : { amount });
    await expect(apply(9_000)).rejects.toMatchObject({ statusCode: 400 });
    expect(await apply(3_000)).toMatchObject({
      next_action: { display_bank_transfer_instructions: { amount_remaining: 7_000, type: 'eu_bank_transfer' } },
    });
    await stripe.paymentIntents.cancel(intent.id);
    expect(await stripe.customers.retrieveCashBalance(customer)).toMatchObject({ available: { eur: 4_000 } });
    await expect(apply()).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    const instructions = await stripe.customers.createFundingInstructions(customer, {
      currency: 'eur',
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'DE' } },
    });
    expect(instructions).toMatchObject({
      object: 'funding_instructions',
      bank_transfer: { country: 'DE', financial_addresses: [{ type: 'iban', supported_networks: ['sepa'] }] },
    });
  });

  it('saves what can be saved', async () => {
    const { id: customer } = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer,
      confirm: true,
      allowed_payment_method_types: ['bancontact'],
      payment_method_data: { type: 'bancontact', billing_details: { name: 'Jenny' } },
      mandate_data: { customer_acceptance: { type: 'offline' } },
      return_url: 'https://shop.example/',
    });
    expect(setup.status).toBe('requires_action');
    await fetch(setup.next_action?.redirect_to_url?.url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ result: 'complete' }),
      redirect: 'manual',
    });
    expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('succeeded');
    expect((await stripe.paymentMethods.list({ customer })).data).toMatchObject([{ type: 'bancontact' }]);
  });

  it('answers and emits what the SDK types say', () => {
    expect(conformance.checked).toBeGreaterThan(0);
    expect(conformance.problems).toEqual([]);
  });
});
