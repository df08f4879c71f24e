import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { assertMoneyPlan } from '../payment-intents/payment-intent-checks.js';
import { assertCustomer } from '../payment-intents/intent-methods.js';
import { formatAmount, minimumCharge } from '../pricing/charge-amount.js';
import { assertCanCharge } from '../pricing/connect-checks.js';
import type { CheckoutLine } from './checkout-lines.js';
import type { CreateSessionParams } from './session.params.js';

export type Mode = NonNullable<CreateSessionParams['mode']>;
export type UiMode = 'elements' | 'embedded_page' | 'form' | 'hosted_page';

const PRESENT_NAMES: Readonly<Record<string, UiMode>> = {
  custom: 'elements',
  embedded: 'embedded_page',
  hosted: 'hosted_page',
};

/** @param name as asked for; older versions have other words */
export function uiModeOf(name: CreateSessionParams['ui_mode']): UiMode {
  return PRESENT_NAMES[name ?? 'hosted'] ?? (name as UiMode);
}

const ONLY_IN: Readonly<Partial<Record<keyof CreateSessionParams, readonly Mode[]>>> = {
  payment_intent_data: ['payment'],
  setup_intent_data: ['setup'],
  subscription_data: ['subscription'],
  invoice_creation: ['payment'],
  payment_method_collection: ['subscription'],
  submit_type: ['payment', 'subscription'],
  shipping_options: ['payment', 'subscription'],
  customer_creation: ['payment', 'setup'],
  discounts: ['payment', 'subscription'],
  allow_promotion_codes: ['payment', 'subscription'],
  line_items: ['payment', 'subscription'],
};

const EXCLUSIVE: readonly (readonly [keyof CreateSessionParams, keyof CreateSessionParams])[] = [
  ['customer', 'customer_email'],
  ['customer', 'customer_creation'],
  ['allow_promotion_codes', 'discounts'],
  ['payment_method_types', 'payment_method_configuration'],
  ['payment_method_types', 'allowed_payment_method_types'],
];

/** What can be refused before anything is looked up. */
export function assertParams(
  ctx: Context,
  params: CreateSessionParams,
  mode: Mode,
  ui: UiMode,
  isOfLink: boolean,
): void {
  for (const [name, modes] of Object.entries(ONLY_IN))
    if (params[name as keyof CreateSessionParams] !== undefined && !modes.includes(mode))
      throw invalidRequest(`You can not pass \`${name}\` in \`${mode}\` mode.`, { param: name });
  for (const [first, second] of EXCLUSIVE)
    if (params[first] !== undefined && params[second] !== undefined && params[first] !== false)
      throw invalidRequest(`You may only specify one of these parameters: ${first}, ${second}.`, {
        code: 'parameters_exclusive',
        param: first,
      });
  if (params.customer_update !== undefined && params.customer === undefined)
    throw invalidRequest('`customer_update` can only be used with `customer`.', { param: 'customer_update' });
  if (mode !== 'setup' && (params.line_items === undefined || params.line_items.length === 0))
    throw missingParam('line_items');
  if ((params.shipping_options?.length ?? 0) > 0 && mode === 'setup')
    throw invalidRequest('`shipping_options` can not be used in `setup` mode.', { param: 'shipping_options' });
  if (!isOfLink) assertAddresses(params, ui);
  assertExpiry(ctx, params.expires_at);
  assertCustomer(ctx, params.customer);
  assertCustomFields(params);
  assertCustomerUpdates(ctx, params);
  if (mode === 'payment') assertCanCharge(ctx);
}

/** A page of Stripe's ends at `success_url`, everything embedded at `return_url`. */
function assertAddresses(params: CreateSessionParams, ui: UiMode): void {
  const isHosted = ui === 'hosted_page';
  const forbidden = isHosted
    ? (['return_url', 'redirect_on_completion'] as const)
    : (['success_url', 'cancel_url'] as const);
  for (const name of forbidden)
    if (params[name] !== undefined)
      throw invalidRequest(`\`${name}\` can not be used when \`ui_mode\` is \`${ui}\`.`, { param: name });
  if (isHosted && params.success_url === undefined) throw missingParam('success_url');
  if (params.success_url !== undefined && !/^[a-z][a-z0-9+.-]*:\/\//i.test(params.success_url))
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'success_url' });
  const needsReturn = ui === 'embedded_page' && params.redirect_on_completion !== 'never';
  if (needsReturn && params.return_url === undefined) throw missingParam('return_url');
  if (params.redirect_on_completion === 'never' && params.return_url !== undefined)
    throw invalidRequest('`return_url` can not be used when `redirect_on_completion` is `never`.', {
      param: 'return_url',
    });
}

const MINUTE = 60;
const DAY = 86_400;

function assertExpiry(ctx: Context, at: number | undefined): void {
  if (at === undefined) return;
  // A client's clock may be a little ahead of ours.
  if (at < ctx.now + 30 * MINUTE - MINUTE)
    throw invalidRequest('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    });
  if (at > ctx.now + DAY + MINUTE)
    throw invalidRequest('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
}

function assertCustomFields({ custom_fields: fields = [] }: CreateSessionParams): void {
  const keys = new Set<string>();
  for (const [index, field] of fields.entries()) {
    if (keys.has(field.key))
      throw invalidRequest(`The key \`${field.key}\` is used twice. Keys of custom fields must be unique.`, {
        param: `custom_fields[${index}][key]`,
      });
    keys.add(field.key);
    if (field.type === 'dropdown' && field.dropdown === undefined)
      throw missingParam(`custom_fields[${index}][dropdown]`);
  }
}

/** What the page collects for a known customer must be allowed to be kept. */
function assertCustomerUpdates(ctx: Context, params: CreateSessionParams): void {
  const { customer, customer_update: allowed = {}, tax_id_collection: taxIds, automatic_tax: tax } = params;
  if (customer === undefined) return;
  if (taxIds?.enabled === true && allowed.name !== 'auto')
    throw invalidRequest(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.',
      { param: 'customer_update[name]' },
    );
  const { address } = ctx.require(customers, customer);
  if (tax?.enabled === true && address == null && allowed.address !== 'auto' && allowed.shipping !== 'auto')
    throw invalidRequest(
      "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
      { code: 'customer_tax_location_invalid' },
    );
}

/** The plan for the money of a payment, refused before anybody pays. */
export function assertPayment(ctx: Context, amount: number, data: CreateSessionParams['payment_intent_data']): void {
  assertMoneyPlan(ctx, {
    amount,
    applicationFeeAmount: data?.application_fee_amount ?? null,
    onBehalfOf: data?.on_behalf_of ?? null,
    destination: data?.transfer_data?.destination ?? null,
    transferAmount: data?.transfer_data?.amount ?? null,
  });
}

/** @throws StripeError where prices and mode do not go together */
export function assertPrices(lines: readonly CheckoutLine[], mode: Mode): void {
  const recurring = lines.filter(({ price }) => price.recurring !== null);
  if (mode === 'payment' && recurring.length > 0)
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param: 'line_items' },
    );
  if (mode === 'subscription' && recurring.length === 0)
    throw invalidRequest('You must provide at least one recurring price in `subscription` mode when using prices.', {
      param: 'line_items',
    });
  const rhythms = new Set(
    recurring.map(({ price }) => `${price.recurring?.interval}:${price.recurring?.interval_count}`),
  );
  if (rhythms.size > 1)
    throw invalidRequest('Checkout does not support multiple prices with different billing intervals.', {
      param: 'line_items',
    });
  if (lines.every(({ quantity }) => quantity === 0))
    throw invalidRequest('At least one line item must have a quantity greater than 0.', { param: 'line_items' });
}

/** Nothing, or enough to be charged. */
export function assertTotal(total: number, currency: string, mode: Mode): void {
  if (mode !== 'payment' || total === 0 || total >= minimumCharge(currency)) return;
  throw invalidRequest(
    `The Checkout Session's total amount due must add up to at least ${formatAmount(minimumCharge(currency), currency)}`,
    { code: 'amount_too_small' },
  );
}
