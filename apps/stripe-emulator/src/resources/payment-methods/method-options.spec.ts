import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';
import { METHOD_KINDS } from './method-kinds.js';
import { ALL_PAYMENT_METHOD_TYPES } from './payment-method.params.js';

describe('payment method options', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ onAnswer: conformance.onAnswer });
    stripe = new Stripe('sk_test_x', sdkOptions(running));
  });
  afterAll(() => running.stop());

  it('of every kind have the fields that the SDK promises', async () => {
    for (const type of ALL_PAYMENT_METHOD_TYPES) {
      const currency = METHOD_KINDS[type]?.currencies?.[0] ?? 'usd';
      await stripe.paymentIntents.create({ amount: 5000, currency, allowed_payment_method_types: [type] });
      await stripe.setupIntents.create({ allowed_payment_method_types: [type] });
    }
    expect(conformance.problems).toEqual([]);
  });

  it('keep the types of what was given, though a form has none', async () => {
    const mandate = {
      amount: 1000,
      amount_type: 'fixed',
      interval: 'month',
      interval_count: 1,
      reference: 'ref_1',
      start_date: 1_800_000_000,
    } as const;
    const payment = await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      allowed_payment_method_types: ['card', 'us_bank_account', 'acss_debit'],
      payment_method_options: {
        acss_debit: {
          mandate_options: {
            interval_description: 'monthly',
            payment_schedule: 'interval',
            transaction_type: 'personal',
          },
        },
        card: { installments: { enabled: true }, mandate_options: mandate },
        us_bank_account: { financial_connections: { permissions: ['payment_method'] } },
      },
    });
    expect(payment.payment_method_options).toMatchObject({
      acss_debit: { mandate_options: { payment_schedule: 'interval' } },
      card: {
        installments: { available_plans: [], enabled: true, plan: null },
        mandate_options: { ...mandate, description: null, end_date: null, supported_types: null },
      },
      us_bank_account: { financial_connections: { permissions: ['payment_method'] } },
    });
    const setup = await stripe.setupIntents.create({
      allowed_payment_method_types: ['card', 'acss_debit'],
      payment_method_options: {
        acss_debit: {
          currency: 'cad',
          mandate_options: { payment_schedule: 'sporadic', transaction_type: 'business' },
        },
        card: { mandate_options: { ...mandate, currency: 'usd' } },
      },
    });
    expect(setup.payment_method_options).toMatchObject({ card: { mandate_options: mandate } });
    expect(conformance.problems).toEqual([]);
  });
});
