import type Stripe from 'stripe';
import { Market } from './testing/market.js';

describe('methods that take their time', () => {
  let market: Market;
  let stripe: Stripe;

  beforeEach(async () => {
    market = await Market.open({ country: 'DE' });
    stripe = market.stripe;
  });
  afterEach(() => market.close());

  const sepa = (iban: string): Partial<Stripe.PaymentIntentCreateParams> => ({
    amount: 10_000,
    currency: 'eur',
    payment_method_data: {
      type: 'sepa_debit',
      sepa_debit: { iban },
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
    },
    return_url: 'https://shop.example/',
    mandate_data: { customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'spec' } } },
  });
  const debit = ({ payment_method: _card, ...params }: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({ amount: 10_000, currency: 'eur', confirm: true, ...params });

  it('story 18: sepa_debit is processing for days, then succeeds', async () => {
    const intent = await debit(sepa('DE89370400440532013000'));
    expect(intent.status).toBe('processing');
    expect((await stripe.charges.list()).data[0]).toMatchObject({ status: 'pending', paid: false });
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ statusCode: 400 });
    expect(await market.total(undefined, 'eur')).toBe(0);
    await market.advanceDays(5);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(await market.total(undefined, 'eur')).toBe(10_000 - 35);
    const { latest_charge } = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    const mandate = (latest_charge as Stripe.Charge).payment_method_details?.sepa_debit?.mandate ?? '';
    expect(await stripe.mandates.retrieve(mandate)).toMatchObject({ status: 'active', type: 'single_use' });
    expect(await market.events()).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('story 18: sepa_debit fails after days', async () => {
    const intent = await debit(sepa('DE62370400440532013001'));
    await market.advanceDays(5);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'requires_payment_method' });
    expect((await stripe.charges.list()).data[0]).toMatchObject({ status: 'failed', balance_transaction: null });
    expect(await market.events()).toEqual(expect.arrayContaining(['charge.failed', 'payment_intent.payment_failed']));
    expect(await market.total(undefined, 'eur')).toBe(0);
  });

  it('wants a valid IBAN and a mandate', async () => {
    await expect(debit(sepa('DE00370400440532013000'))).rejects.toMatchObject({ param: 'sepa_debit[iban]' });
    const { mandate_data: _mandate, ...without } = sepa('DE89370400440532013000');
    await expect(debit(without)).rejects.toMatchObject({ code: 'payment_intent_mandate_invalid' });
  });

  it('sends an iDEAL payer to the bank and back', async () => {
    const ideal = { payment_method_data: { type: 'ideal' as const, ideal: { bank: 'ing' as const } } };
    await expect(debit(ideal)).rejects.toMatchObject({ param: 'return_url' });
    const intent = await debit({ ...ideal, return_url: 'https://shop.example/' });
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    const back = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ result: 'complete' }),
      redirect: 'manual',
    });
    expect(back.headers.get('location')).toContain('redirect_status=succeeded');
    expect(await market.total(undefined, 'eur')).toBe(10_000 - 29);
  });

  it('verifies a US bank account by microdeposits, once', async () => {
    const us = await Market.open();
    try {
      const intent = await us.stripe.paymentIntents.create({
        amount: 10_000,
        currency: 'usd',
        confirm: true,
        payment_method_data: {
          type: 'us_bank_account',
          us_bank_account: {
            account_number: '000123456789',
            routing_number: '110000000',
            account_holder_type: 'individual',
          },
          billing_details: { name: 'Jenny Rosen' },
        },
        mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
      });
      expect(intent.next_action?.type).toBe('verify_with_microdeposits');
      await expect(us.stripe.paymentIntents.verifyMicrodeposits(intent.id, { amounts: [1, 2] })).rejects.toMatchObject({
        code: 'payment_method_microdeposit_verification_amounts_mismatch',
      });
      const verified = await us.stripe.paymentIntents.verifyMicrodeposits(intent.id, { descriptor_code: 'SM11AA' });
      expect(verified.status).toBe('processing');
      await us.advanceDays(5);
      expect((await us.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
      expect((await us.balance()).pending[0]).toMatchObject({ amount: 9_920, source_types: { bank_account: 9_920 } });
    } finally {
      await us.close();
    }
  });
});
