import type Stripe from 'stripe';
import { Market } from './testing/market.js';

/** The stories of the market, at Stripe's side: exact figures in minor units. */
describe('payments and where their money goes', () => {
  let market: Market;
  let stripe: Stripe;

  beforeEach(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterEach(() => market.close());

  async function balanced(...accounts: string[]): Promise<void> {
    await market.assertBalanced();
    for (const account of accounts) await market.assertBalanced(account);
  }

  it('story 8: splits a destination charge of 100.00 into 90.00 for the seller and 6.80 for the platform', async () => {
    const seller = await market.seller();
    const intent = await stripe.paymentIntents.create({
      ...market.destination(seller, { metadata: { order_id: 'o_1' } }),
      expand: ['latest_charge.balance_transaction', 'latest_charge.transfer', 'latest_charge.application_fee'],
    });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 10_000, metadata: { order_id: 'o_1' } });
    const charge = intent.latest_charge as Stripe.Charge;
    const fee = charge.application_fee as Stripe.ApplicationFee;
    const transfer = charge.transfer as Stripe.Transfer;
    expect(charge).toMatchObject({
      paid: true,
      captured: true,
      amount_captured: 10_000,
      metadata: { order_id: 'o_1' },
    });
    expect(charge.balance_transaction).toMatchObject({
      type: 'charge',
      amount: 10_000,
      fee: 320,
      net: 9_680,
      fee_details: [{ amount: 320, type: 'stripe_fee' }],
      status: 'pending',
    });
    expect(transfer).toMatchObject({ amount: 10_000, source_transaction: charge.id, destination: seller });
    expect(fee).toMatchObject({ amount: 1_000, account: seller, originating_transaction: charge.id });
    expect(fee.charge).toBe(transfer.destination_payment);
    const payment = await stripe.charges.retrieve(
      fee.charge as string,
      { expand: ['balance_transaction'] },
      { stripeAccount: seller },
    );
    expect(payment).toMatchObject({ source_transfer: transfer.id, application_fee: fee.id, amount: 10_000 });
    expect(payment.balance_transaction).toMatchObject({ type: 'payment', amount: 10_000, fee: 1_000, net: 9_000 });
    expect([await market.total(), await market.total(seller)]).toEqual([680, 9_000]);
    await balanced(seller);
    expect(await market.events()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'transfer.created',
      'application_fee.created',
      'payment_intent.succeeded',
    ]);
    expect(await market.events(seller)).toContain('payment.created');
  });

  it('makes the funds available two days later, and says so once per account', async () => {
    const seller = await market.seller();
    await market.pay(market.destination(seller));
    await market.pay(market.destination(seller));
    expect((await market.balance(seller)).pending[0]?.amount).toBe(18_000);
    await market.advanceDays(2);
    const { available, pending } = await market.balance(seller);
    expect([available[0]?.amount, pending[0]?.amount]).toEqual([18_000, 0]);
    expect((await market.events(seller)).filter((type) => type === 'balance.available')).toHaveLength(1);
    const { data } = await stripe.balanceTransactions.list({}, { stripeAccount: seller });
    expect(data.map(({ status }) => status)).toEqual(['available', 'available']);
  });

  it('story 9: pays two sellers of one charge by transfers, before the funds are available', async () => {
    const [a, b] = [await market.seller(), await market.seller()];
    const intent = await market.pay({ transfer_group: 'order_9' });
    const source = intent.latest_charge as string;
    for (const [destination, amount] of [
      [a, 5_400],
      [b, 3_600],
    ] as const)
      await stripe.transfers.create({ amount, currency: 'usd', destination, source_transaction: source });
    expect([await market.total(), await market.total(a), await market.total(b)]).toEqual([680, 5_400, 3_600]);
    expect((await stripe.transfers.list({ transfer_group: 'order_9' })).data).toHaveLength(2);
    expect((await market.balance()).available[0]?.amount).toBe(0);
    await expect(
      stripe.transfers.create({ amount: 1_001, currency: 'usd', destination: a, source_transaction: source }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
    await balanced(a, b);
  });

  it('refuses transfers beyond the available balance, and to accounts that cannot receive', async () => {
    const seller = await market.seller();
    await market.pay();
    await expect(stripe.transfers.create({ amount: 100, currency: 'usd', destination: seller })).rejects.toMatchObject({
      code: 'balance_insufficient',
    });
    await market.pay({ payment_method: 'pm_card_bypassPending' });
    await stripe.transfers.create({ amount: 9_680, currency: 'usd', destination: seller });
    const { id } = await stripe.accounts.create({ type: 'express', country: 'US' });
    await expect(stripe.transfers.create({ amount: 1, currency: 'usd', destination: id })).rejects.toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    });
    await expect(market.pay(market.destination(id))).rejects.toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
      param: 'transfer_data[destination]',
    });
    await expect(
      stripe.transfers.create({ amount: 1, currency: 'usd', destination: 'acct_unknown' }),
    ).rejects.toMatchObject({ code: 'resource_missing', message: "No such destination: 'acct_unknown'" });
  });

  it('story 17: keeps yen as yen, at the price of the seller’s country', async () => {
    const seller = await market.seller();
    const intent = await market.pay({ amount: 1_000, currency: 'jpy' });
    expect(intent.status).toBe('succeeded');
    expect(await market.total(undefined, 'jpy')).toBe(1_000 - 29 - 45);
    await expect(market.pay({ amount: 5_123, currency: 'kwd' })).rejects.toMatchObject({ param: 'amount' });
    await expect(market.pay({ amount: 49 })).rejects.toMatchObject({ code: 'amount_too_small' });
    await expect(market.pay({ currency: 'xxx' })).rejects.toMatchObject({ code: 'invalid_currency' });
    await balanced(seller);
  });

  it('story 17: a Japanese seller as settlement merchant pays 3.6%, whatever the platform’s country', async () => {
    const { id: seller } = await stripe.accounts.create({
      type: 'express',
      country: 'JP',
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    await expect(market.pay({ amount: 1_000, currency: 'jpy', on_behalf_of: seller })).rejects.toMatchObject({
      code: 'capability_not_active',
    });
    await fetch(`${market.running.url}/_control/accounts/${seller}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'complete_onboarding' }),
    });
    await market.pay({
      amount: 1_000,
      currency: 'jpy',
      on_behalf_of: seller,
      transfer_data: { destination: seller },
      application_fee_amount: 100,
    });
    expect([await market.total(undefined, 'jpy'), await market.total(seller, 'jpy')]).toEqual([64, 900]);
    await balanced(seller);
  });

  it('story 17: a Japanese platform and seller pay 3.6%', async () => {
    const japan = await Market.open({ country: 'JP' });
    try {
      await japan.pay({ amount: 1_000, currency: 'jpy' });
      expect(await japan.total(undefined, 'jpy')).toBe(964);
    } finally {
      await japan.close();
    }
  });

  it('story 19: captures 70.00 of 100.00 and computes fees of what was captured', async () => {
    const seller = await market.seller();
    const held = await market.pay(market.destination(seller, { capture_method: 'manual' }));
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 10_000, amount_received: 0 });
    expect([await market.total(), await market.total(seller)]).toEqual([0, 0]);
    const paid = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 7_000,
      application_fee_amount: 700,
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 7_000, amount_capturable: 0 });
    expect((paid.latest_charge as Stripe.Charge).balance_transaction).toMatchObject({ amount: 7_000, fee: 233 });
    expect([await market.total(), await market.total(seller)]).toEqual([467, 6_300]);
    await balanced(seller);
  });

  it('story 19: releases what nobody captured within seven days', async () => {
    const held = await market.pay({ capture_method: 'manual' });
    await market.advanceDays(7);
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await market.events()).toEqual(expect.arrayContaining(['charge.expired', 'payment_intent.canceled']));
    expect(await market.total()).toBe(0);
  });

  it('story 20: a direct charge leaves 86.80 with the seller and 10.00 with the platform', async () => {
    const seller = await market.seller();
    const intent = await stripe.paymentIntents.create(
      { amount: 10_000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true, application_fee_amount: 1_000 },
      { stripeAccount: seller },
    );
    expect([await market.total(), await market.total(seller)]).toEqual([1_000, 8_680]);
    const [fee] = (await stripe.applicationFees.list()).data;
    expect(fee).toMatchObject({ charge: intent.latest_charge, originating_transaction: null, account: seller });
    await expect(stripe.paymentIntents.retrieve(intent.id)).rejects.toMatchObject({ code: 'resource_missing' });
    await stripe.refunds.create({ payment_intent: intent.id, refund_application_fee: true }, { stripeAccount: seller });
    expect([await market.total(), await market.total(seller)]).toEqual([0, -320]);
    await balanced(seller);
  });

  it('story 24 and 25: halves go back and leave only Stripe’s fee; a cent more is refused', async () => {
    const seller = await market.seller();
    const { id } = await market.pay(market.destination(seller));
    const half = { payment_intent: id, amount: 5_000, reverse_transfer: true, refund_application_fee: true };
    await stripe.refunds.create(half);
    expect([await market.total(), await market.total(seller)]).toEqual([180, 4_500]);
    const second = await stripe.refunds.create({ ...half, expand: ['transfer_reversal', 'charge'] });
    expect([await market.total(), await market.total(seller)]).toEqual([-320, 0]);
    expect(second).toMatchObject({
      status: 'succeeded',
      transfer_reversal: { amount: 5_000, source_refund: second.id },
    });
    expect(second.charge).toMatchObject({ refunded: true, amount_refunded: 10_000 });
    await expect(stripe.refunds.create({ payment_intent: id, amount: 1 })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const transfer = (await stripe.transfers.list()).data[0];
    expect(transfer).toMatchObject({ reversed: true, amount_reversed: 10_000 });
    expect(transfer?.reversals.data).toHaveLength(2);
    const [fee] = (await stripe.applicationFees.list()).data;
    expect(fee).toMatchObject({ refunded: true, amount_refunded: 1_000 });
    await balanced(seller);
  });

  it('gives a fee refund a balance transaction on both sides', async () => {
    const seller = await market.seller();
    await market.pay(market.destination(seller));
    const fee = (await stripe.applicationFees.list()).data[0]?.id ?? '';
    const refund = await stripe.applicationFees.createRefund(fee, { amount: 300 });
    await expect(stripe.applicationFees.createRefund(fee, { amount: 701 })).rejects.toMatchObject({ param: 'amount' });
    const find = async (options: Stripe.RequestOptions) =>
      (await stripe.balanceTransactions.list({ source: refund.id }, options)).data.map(({ net, type }) => [type, net]);
    expect(await find({})).toEqual([['application_fee_refund', -300]]);
    expect(await find({ stripeAccount: seller })).toEqual([['application_fee_refund', 300]]);
    expect((await stripe.applicationFees.retrieveRefund(fee, refund.id)).amount).toBe(300);
  });

  it('story 27: takes one seller’s line back by reversing his transfer', async () => {
    const [a, b] = [await market.seller(), await market.seller()];
    const intent = await market.pay();
    const source = intent.latest_charge as string;
    await stripe.transfers.create({ amount: 5_400, currency: 'usd', destination: a, source_transaction: source });
    const toB = await stripe.transfers.create({
      amount: 3_600,
      currency: 'usd',
      destination: b,
      source_transaction: source,
    });
    await stripe.refunds.create({ charge: source, amount: 4_000 });
    const reversal = await stripe.transfers.createReversal(toB.id, {}, { idempotencyKey: 'r-1' });
    expect([await market.total(), await market.total(a), await market.total(b)]).toEqual([280, 5_400, 0]);
    expect(await stripe.transfers.retrieveReversal(toB.id, reversal.id)).toMatchObject({ amount: 3_600 });
    await expect(stripe.transfers.createReversal(toB.id)).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.refunds.create({ charge: source, amount: 6_001 })).rejects.toMatchObject({ param: 'amount' });
    await balanced(a, b);
  });

  it('story 29: refunds a destination charge into a negative balance, but not a separate transfer', async () => {
    const [a, b] = [await market.seller(), await market.seller()];
    const destination = await market.pay(market.destination(a, { payment_method: 'pm_card_bypassPending' }));
    await stripe.payouts.create({ amount: 9_000, currency: 'usd' }, { stripeAccount: a });
    await stripe.refunds.create({
      payment_intent: destination.id,
      reverse_transfer: true,
      refund_application_fee: true,
    });
    expect(await market.total(a)).toBe(-9_000);
    const separate = await market.pay({ payment_method: 'pm_card_bypassPending' });
    const transfer = await stripe.transfers.create({
      amount: 5_400,
      currency: 'usd',
      destination: b,
      source_transaction: separate.latest_charge as string,
    });
    await stripe.payouts.create({ amount: 5_400, currency: 'usd' }, { stripeAccount: b });
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({ code: 'balance_insufficient' });
    await balanced(a, b);
  });

  it('story 30: a refund that failed gives the money back to the platform', async () => {
    const { id } = await market.pay({ payment_method: 'pm_card_refundFail' });
    const refund = await stripe.refunds.create({ payment_intent: id });
    expect([refund.status, await market.total()]).toEqual(['succeeded', -320]);
    await market.advanceDays(3);
    const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction', 'charge'] });
    expect(failed).toMatchObject({
      status: 'failed',
      failure_balance_transaction: { type: 'refund_failure', net: 10_000 },
    });
    expect(failed.charge).toMatchObject({ refunded: false, amount_refunded: 0 });
    expect(await market.total()).toBe(9_680);
    expect(await market.events()).toContain('refund.failed');
    const pending = await market.pay({ payment_method: 'pm_card_pendingRefund' });
    const slow = await stripe.refunds.create({ payment_intent: pending.id });
    expect(slow.status).toBe('pending');
    await market.advanceDays(1);
    expect((await stripe.refunds.retrieve(slow.id)).status).toBe('succeeded');
    await balanced();
  });

  it('refuses what does not fit together, before anything happens', async () => {
    const seller = await market.seller();
    await expect(
      market.pay(market.destination(seller, { transfer_data: { destination: seller, amount: 9_000 } })),
    ).rejects.toMatchObject({ code: 'parameters_exclusive' });
    await expect(market.pay(market.destination(seller, { application_fee_amount: 10_001 }))).rejects.toMatchObject({
      param: 'application_fee_amount',
    });
    await expect(market.pay({ application_fee_amount: 1 })).rejects.toMatchObject({ param: 'application_fee_amount' });
    const { id } = await market.pay();
    await expect(stripe.refunds.create({ payment_intent: id, refund_application_fee: true })).rejects.toMatchObject({
      param: 'refund_application_fee',
    });
    await expect(stripe.refunds.create({ payment_intent: id, reverse_transfer: true })).rejects.toMatchObject({
      param: 'reverse_transfer',
    });
    await expect(stripe.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
    await expect(stripe.paymentIntents.confirm(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect((await stripe.refunds.list()).data).toEqual([]);
  });

  it('sends a fixed amount when transfer_data[amount] says so, and keeps the rest', async () => {
    const seller = await market.seller();
    await market.pay({ transfer_data: { destination: seller, amount: 8_770 } });
    expect([await market.total(), await market.total(seller)]).toEqual([10_000 - 320 - 8_770, 8_770]);
    expect((await stripe.applicationFees.list()).data).toEqual([]);
  });

  it('converts to the default currency when the config says so', async () => {
    const converting = await Market.open({ config: { payments: { settlement: 'default_currency' } } });
    try {
      const { latest_charge } = await converting.stripe.paymentIntents.create({
        amount: 9_200,
        currency: 'eur',
        payment_method: 'pm_card_visa',
        payment_method_types: ['card'],
        confirm: true,
        expand: ['latest_charge.balance_transaction'],
      } as Stripe.PaymentIntentCreateParams);
      const transaction = (latest_charge as Stripe.Charge).balance_transaction as Stripe.BalanceTransaction;
      expect(transaction).toMatchObject({ currency: 'usd', amount: 10_000, fee: 320 });
      expect(transaction.exchange_rate).toBeCloseTo(1 / 0.92, 4);
    } finally {
      await converting.close();
    }
  });
});
