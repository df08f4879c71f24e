import type { RawHash } from '../../core/params.js';
import type { EventType, Trigger } from '../../core/resource.js';
import { by, del, due, get, post, recipe, seller, type Step } from './recipe.js';

/** A confirmed payment of 20 dollars. */
export const pay = (method: string, more: RawHash = {}): Step =>
  post('/v1/payment_intents', {
    amount: 2000,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    payment_method_types: ['card'],
    description: '(created by the emulator)',
    ...more,
  });
const DEBIT = { payment_method_types: ['us_bank_account'], mandate_data: { customer_acceptance: { type: 'offline' } } };
const debit = pay('pm_usBankAccount_success', DEBIT);
const authorize = pay('pm_card_visa', { capture_method: 'manual' });
const disputed = pay('pm_card_createDispute');
const dispute = get('/v1/disputes', { limit: 1 });
const setup = (more: RawHash): Step => post('/v1/setup_intents', { payment_method_types: ['card'], ...more });
const customer = post('/v1/customers', { description: '(created by the emulator)' });
const attached = post('/v1/payment_methods/pm_card_visa/attach', { customer: '$0.id' });
const funds = pay('pm_card_bypassPending', { amount: 100_000 });

/** Payments: intents, charges, refunds, disputes, payment methods. */
export const paymentRecipes: Partial<Record<EventType, Trigger>> = {
  'payment_intent.created': recipe(post('/v1/payment_intents', { amount: 2000, currency: 'usd' })),
  'payment_intent.succeeded': recipe(pay('pm_card_visa')),
  'payment_intent.payment_failed': recipe(pay('pm_card_chargeDeclined')),
  'payment_intent.requires_action': recipe(pay('pm_card_threeDSecure2Required', { return_url: 'https://example.com' })),
  'payment_intent.amount_capturable_updated': recipe(authorize),
  'payment_intent.canceled': recipe(authorize, post('/v1/payment_intents/$0.id/cancel')),
  'payment_intent.processing': recipe(debit),
  'payment_intent.partially_funded': recipe(
    customer,
    post('/v1/payment_intents', {
      amount: 2000,
      currency: 'usd',
      customer: '$0.id',
      confirm: true,
      payment_method_types: ['customer_balance'],
      payment_method_data: { type: 'customer_balance' },
      payment_method_options: {
        customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'us_bank_transfer' } },
      },
    }),
    post('/v1/test_helpers/customers/$0.id/fund_cash_balance', { amount: 500, currency: 'usd' }),
  ),
  'charge.succeeded': recipe(pay('pm_card_visa')),
  'charge.failed': recipe(pay('pm_card_chargeDeclined')),
  'charge.pending': recipe(debit),
  'charge.captured': recipe(authorize, post('/v1/payment_intents/$0.id/capture')),
  'charge.expired': recipe(authorize, due('payment_intent.expire')),
  'charge.updated': recipe(
    pay('pm_card_visa'),
    post('/v1/charges/$0.latest_charge', { metadata: { triggered: 'true' } }),
  ),
  'charge.refunded': recipe(pay('pm_card_visa'), post('/v1/refunds', { payment_intent: '$0.id' })),
  'charge.refund.updated': recipe(
    pay('pm_card_visa'),
    post('/v1/refunds', { payment_intent: '$0.id' }),
    post('/v1/refunds/$1.id', { metadata: { triggered: 'true' } }),
  ),
  'refund.created': recipe(pay('pm_card_visa'), post('/v1/refunds', { payment_intent: '$0.id' })),
  'refund.updated': recipe(
    pay('pm_card_visa'),
    post('/v1/refunds', { payment_intent: '$0.id' }),
    post('/v1/refunds/$1.id', { metadata: { triggered: 'true' } }),
  ),
  'refund.failed': recipe(
    pay('pm_card_refundFail'),
    post('/v1/refunds', { payment_intent: '$0.id' }),
    due('refund.fail'),
  ),
  'charge.dispute.created': recipe(disputed),
  'charge.dispute.updated': recipe(
    disputed,
    dispute,
    post('/v1/disputes/$1.data.0.id', { evidence: { uncategorized_text: 'more' } }),
  ),
  'charge.dispute.closed': recipe(disputed, dispute, post('/v1/disputes/$1.data.0.id/close')),
  'charge.dispute.funds_withdrawn': recipe(disputed),
  'charge.dispute.funds_reinstated': recipe(
    disputed,
    dispute,
    post('/v1/disputes/$1.data.0.id', { evidence: { uncategorized_text: 'winning_evidence' }, submit: true }),
    due('dispute.decide'),
  ),
  'radar.early_fraud_warning.created': recipe(pay('pm_card_createIssuerFraudRecord')),
  'review.opened': recipe(pay('pm_card_riskLevelElevated')),
  'setup_intent.created': recipe(setup({})),
  'setup_intent.succeeded': recipe(setup({ confirm: true, payment_method: 'pm_card_visa' })),
  'setup_intent.setup_failed': recipe(setup({ confirm: true, payment_method: 'pm_card_chargeDeclined' })),
  'setup_intent.requires_action': recipe(
    setup({ confirm: true, payment_method: 'pm_card_threeDSecure2Required', return_url: 'https://example.com' }),
  ),
  'setup_intent.canceled': recipe(setup({}), post('/v1/setup_intents/$0.id/cancel')),
  'mandate.updated': recipe(
    customer,
    setup({
      customer: '$0.id',
      confirm: true,
      payment_method: 'pm_usBankAccount_success',
      payment_method_types: ['us_bank_account'],
      mandate_data: DEBIT.mandate_data,
    }),
    post('/v1/payment_methods/$1.payment_method/detach'),
  ),
  'payment_method.attached': recipe(customer, attached),
  'payment_method.detached': recipe(customer, attached, post('/v1/payment_methods/$1.id/detach')),
  'payment_method.updated': recipe(
    customer,
    attached,
    post('/v1/payment_methods/$1.id', { metadata: { triggered: 'true' } }),
  ),
  'customer.created': recipe(customer),
  'customer.updated': recipe(customer, post('/v1/customers/$0.id', { metadata: { triggered: 'true' } })),
  'customer.deleted': recipe(customer, del('/v1/customers/$0.id')),
  'customer.source.created': recipe(customer, post('/v1/customers/$0.id/sources', { source: 'tok_visa' })),
  'customer.source.updated': recipe(
    customer,
    post('/v1/customers/$0.id/sources', { source: 'tok_visa' }),
    post('/v1/customers/$0.id/sources/$1.id', { metadata: { triggered: 'true' } }),
  ),
  'customer.source.deleted': recipe(
    customer,
    post('/v1/customers/$0.id/sources', { source: 'tok_visa' }),
    del('/v1/customers/$0.id/sources/$1.id'),
  ),
  'cash_balance.funds_available': recipe(
    customer,
    post('/v1/test_helpers/customers/$0.id/fund_cash_balance', { amount: 500, currency: 'usd' }),
  ),
  'customer_cash_balance_transaction.created': recipe(
    customer,
    post('/v1/test_helpers/customers/$0.id/fund_cash_balance', { amount: 500, currency: 'usd' }),
  ),
};

/** The bank sends payouts to it back. */
const NO_ACCOUNT = {
  object: 'bank_account',
  country: 'US',
  currency: 'usd',
  routing_number: '110000000',
  account_number: '000111111116',
};

/** Money of the platform and of connected accounts. */
export const moneyRecipes: Partial<Record<EventType, Trigger>> = {
  'application_fee.created': recipe(seller, sale()),
  'application_fee.refunded': recipe(
    seller,
    sale(),
    post('/v1/refunds', { payment_intent: '$1.id', refund_application_fee: true, reverse_transfer: true }),
  ),
  'application_fee.refund.updated': recipe(
    seller,
    sale(),
    get('/v1/application_fees', { limit: 1 }),
    post('/v1/application_fees/$2.data.0.id/refunds', { amount: 100 }),
    post('/v1/application_fees/$2.data.0.id/refunds/$3.id', { metadata: { triggered: 'true' } }),
  ),
  'balance.available': recipe(funds, due('balance.available')),
  'balance_settings.updated': recipe(
    post('/v1/balance_settings', { payments: { payouts: { statement_descriptor: 'TRIGGERED' } } }),
  ),
  'payout.created': recipe(funds, payout()),
  'payout.updated': recipe(funds, payout(), post('/v1/payouts/$1.id', { metadata: { triggered: 'true' } })),
  'payout.paid': recipe(funds, payout(), due('payout.submit'), due('payout.arrive')),
  'payout.reconciliation_completed': recipe(
    funds,
    seller,
    transfer(),
    due('payout.schedule'),
    due('payout.submit'),
    due('payout.arrive'),
  ),
  'payout.canceled': recipe(funds, payout(), post('/v1/payouts/$1.id/cancel')),
  'payout.failed': recipe(
    funds,
    seller,
    transfer(),
    post('/v1/accounts/$1.id/external_accounts', { external_account: NO_ACCOUNT, default_for_currency: true }),
    by('$1.id', payout()),
    due('payout.submit'),
    due('payout.fail'),
  ),
  'topup.created': recipe(topup()),
  'topup.succeeded': recipe(topup(), due('topup.arrive')),
  'topup.canceled': recipe(topup(), post('/v1/topups/$0.id/cancel')),
  'topup.failed': recipe(topup({ source: 'btok_us_verified_noAccount' }), due('topup.arrive')),
  'transfer.created': recipe(funds, seller, transfer()),
  'transfer.updated': recipe(
    funds,
    seller,
    transfer(),
    post('/v1/transfers/$2.id', { metadata: { triggered: 'true' } }),
  ),
  'transfer.reversed': recipe(funds, seller, transfer(), post('/v1/transfers/$2.id/reversals')),
};

function sale(): Step {
  return pay('pm_card_visa', { application_fee_amount: 200, transfer_data: { destination: '$0.id' } });
}
function payout(): Step {
  return post('/v1/payouts', { amount: 500, currency: 'usd' });
}
function topup(more: RawHash = {}): Step {
  return post('/v1/topups', { amount: 2000, currency: 'usd', description: '(created by the emulator)', ...more });
}
function transfer(): Step {
  return post('/v1/transfers', { amount: 1000, currency: 'usd', destination: '$1.id' });
}
