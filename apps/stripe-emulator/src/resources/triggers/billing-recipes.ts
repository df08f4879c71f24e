import type { RawHash } from '../../core/params.js';
import type { EventType, Trigger } from '../../core/resource.js';
import { del, post, recipe, type Step } from './recipe.js';

const CHANGE = { metadata: { triggered: 'true' } };
const coupon = post('/v1/coupons', { duration: 'once', percent_off: 25 });
const product = post('/v1/products', { name: '(created by the emulator)' });
const price = (more: RawHash = {}): Step =>
  post('/v1/prices', { product: '$0.id', unit_amount: 1500, currency: 'usd', ...more });
const monthly = post('/v1/prices', {
  product_data: { name: '(created by the emulator)' },
  unit_amount: 1500,
  currency: 'usd',
  recurring: { interval: 'month' },
});
const plan = post('/v1/plans', { amount: 2000, currency: 'usd', interval: 'month', product: { name: 'A plan' } });
const taxRate = post('/v1/tax_rates', { display_name: 'VAT', inclusive: false, percentage: 20 });
const customer = post('/v1/customers', { description: '(created by the emulator)' });
const payer = post('/v1/customers', {
  payment_method: 'pm_card_visa',
  invoice_settings: { default_payment_method: 'pm_card_visa' },
});
const item = post('/v1/invoiceitems', { customer: '$0.id', amount: 2000, currency: 'usd' });
const invoice = (more: RawHash = {}): Step =>
  post('/v1/invoices', { customer: '$0.id', pending_invoice_items_behavior: 'include', auto_advance: false, ...more });
const finalize = post('/v1/invoices/$2.id/finalize');
const LATER = { collection_method: 'send_invoice', days_until_due: 30 };
const cardOf = (method: string): Step =>
  post('/v1/customers', { payment_method: method, invoice_settings: { default_payment_method: method } });
const attach = (method: string): Step => post(`/v1/payment_methods/${method}/attach`, { customer: '$0.id' });
const payWith = post('/v1/invoices/$2.id/pay', { payment_method: '$3.id' });
const subscribe = (more: RawHash = {}): Step =>
  post('/v1/subscriptions', { customer: '$0.id', items: [{ price: '$1.id' }], ...more });
const change = (path: string, params: RawHash = CHANGE): Step => post(path, params);
const note = post('/v1/credit_notes', { invoice: '$2.id', amount: 500 });
const schedule = post('/v1/subscription_schedules', {
  customer: '$0.id',
  start_date: 'now',
  end_behavior: 'release',
  phases: [{ items: [{ price: '$1.id' }], duration: { interval: 'month', interval_count: 2 } }],
});
const quote = post('/v1/quotes', { customer: '$0.id', line_items: [{ price: '$1.id' }] });

/** The catalogue: what is sold, and for less. */
export const catalogRecipes: Partial<Record<EventType, Trigger>> = {
  'product.created': recipe(product),
  'product.updated': recipe(product, change('/v1/products/$0.id')),
  'product.deleted': recipe(product, del('/v1/products/$0.id')),
  'price.created': recipe(product, price()),
  'price.updated': recipe(product, price(), change('/v1/prices/$1.id')),
  'plan.created': recipe(plan),
  'plan.updated': recipe(plan, change('/v1/plans/$0.id')),
  'plan.deleted': recipe(plan, del('/v1/plans/$0.id')),
  'coupon.created': recipe(coupon),
  'coupon.updated': recipe(coupon, change('/v1/coupons/$0.id')),
  'coupon.deleted': recipe(coupon, del('/v1/coupons/$0.id')),
  'promotion_code.created': recipe(coupon, promotion()),
  'promotion_code.updated': recipe(coupon, promotion(), change('/v1/promotion_codes/$1.id')),
  'tax_rate.created': recipe(taxRate),
  'tax_rate.updated': recipe(taxRate, change('/v1/tax_rates/$0.id')),
  'payment_link.created': recipe(product, price(), link()),
  'payment_link.updated': recipe(product, price(), link(), change('/v1/payment_links/$2.id')),
};

/** Invoices, credit notes, tax ids. */
export const invoiceRecipes: Partial<Record<EventType, Trigger>> = {
  'invoiceitem.created': recipe(customer, item),
  'invoiceitem.deleted': recipe(customer, item, del('/v1/invoiceitems/$1.id')),
  'invoice.created': recipe(customer, item, invoice()),
  'invoice.updated': recipe(customer, item, invoice(), change('/v1/invoices/$2.id')),
  'invoice.deleted': recipe(customer, item, invoice(), del('/v1/invoices/$2.id')),
  'invoice.finalized': recipe(customer, item, invoice(), finalize),
  'invoice.sent': recipe(customer, item, invoice(LATER), post('/v1/invoices/$2.id/send')),
  'invoice.voided': recipe(customer, item, invoice(), finalize, post('/v1/invoices/$2.id/void')),
  'invoice.marked_uncollectible': recipe(
    customer,
    item,
    invoice(),
    finalize,
    post('/v1/invoices/$2.id/mark_uncollectible'),
  ),
  'invoice.paid': recipe(customer, item, invoice(), attach('pm_card_visa'), payWith),
  'invoice.payment_succeeded': recipe(customer, item, invoice(), attach('pm_card_visa'), payWith),
  'invoice_payment.paid': recipe(customer, item, invoice(), attach('pm_card_visa'), payWith),
  'invoice.payment_failed': recipe(customer, item, invoice(), attach('pm_card_chargeCustomerFail'), payWith),
  'invoice.payment_action_required': recipe(
    customer,
    item,
    invoice(),
    attach('pm_card_threeDSecure2Required'),
    payWith,
  ),
  'credit_note.created': recipe(customer, item, invoice(), finalize, note),
  'credit_note.updated': recipe(customer, item, invoice(), finalize, note, change('/v1/credit_notes/$4.id')),
  'credit_note.voided': recipe(customer, item, invoice(), finalize, note, post('/v1/credit_notes/$4.id/void')),
  'customer.tax_id.created': recipe(customer, taxId()),
  'customer.tax_id.deleted': recipe(customer, taxId(), del('/v1/customers/$0.id/tax_ids/$1.id')),
};

/** Subscriptions, schedules, quotes. */
export const subscriptionRecipes: Partial<Record<EventType, Trigger>> = {
  'customer.subscription.created': recipe(cardOf('pm_card_visa'), monthly, subscribe()),
  'customer.subscription.updated': recipe(payer, monthly, subscribe(), change('/v1/subscriptions/$2.id')),
  'customer.subscription.deleted': recipe(payer, monthly, subscribe(), del('/v1/subscriptions/$2.id')),
  'customer.subscription.trial_will_end': recipe(payer, monthly, subscribe({ trial_period_days: 3 })),
  'subscription_schedule.created': recipe(payer, monthly, schedule),
  'subscription_schedule.updated': recipe(payer, monthly, schedule, change('/v1/subscription_schedules/$2.id')),
  'subscription_schedule.canceled': recipe(payer, monthly, schedule, post('/v1/subscription_schedules/$2.id/cancel')),
  'subscription_schedule.released': recipe(payer, monthly, schedule, post('/v1/subscription_schedules/$2.id/release')),
  'quote.created': recipe(customer, monthly, quote),
  'quote.canceled': recipe(customer, monthly, quote, post('/v1/quotes/$2.id/cancel')),
  'quote.finalized': recipe(customer, monthly, quote, post('/v1/quotes/$2.id/finalize')),
  'quote.accepted': recipe(payer, monthly, quote, post('/v1/quotes/$2.id/finalize'), post('/v1/quotes/$2.id/accept')),
};

function promotion(): Step {
  return post('/v1/promotion_codes', { promotion: { type: 'coupon', coupon: '$0.id' } });
}
function link(): Step {
  return post('/v1/payment_links', { line_items: [{ price: '$1.id', quantity: 1 }] });
}
function taxId(): Step {
  return post('/v1/customers/$0.id/tax_ids', { type: 'eu_vat', value: 'DE123456789' });
}
