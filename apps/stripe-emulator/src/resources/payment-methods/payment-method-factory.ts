import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../core/errors.js';
import { mergeMetadata, type Parsed } from '../../core/params.js';
import { enteredFor } from '../accounts/tokens/token-card.js';
import { tokens } from '../accounts/tokens/token.resource.js';
import { cardData } from '../sources/source-data.js';
import { cardFields, cardFrom, fingerprintOf } from './card-fields.js';
import { methodDetails } from './method-details.js';
import { paymentMethodData, PAYMENT_METHOD_TYPES } from './payment-method.params.js';
import { paymentMethods, type PaymentMethodHidden } from './payment-method.resource.js';
import { isIbanValid, outcomeOfIban, outcomeOfUsAccount, US_BANK_ALIASES } from './test-banks.js';
import { testCardByName } from './test-cards.js';

export type PaymentMethodData = NonNullable<Parsed<{ data: typeof paymentMethodData }>['data']>;
type Data = PaymentMethodData;
type OfferedType = (typeof PAYMENT_METHOD_TYPES)[number];

/**
 * The payment method an id stands for. `pm_card_visa` and the other published names stand for a new one each time.
 * @param param the parameter that held the id
 */
export function resolvePaymentMethod(ctx: Context, id: string, param = 'payment_method'): Stripe.PaymentMethod {
  const known = ctx.find(paymentMethods, id);
  if (known !== undefined) return known;
  const account = US_BANK_ALIASES[id];
  if (account !== undefined)
    return createPaymentMethod(
      ctx,
      { type: 'us_bank_account', us_bank_account: { account_number: account, routing_number: '110000000' } },
      { isVerified: true },
    );
  // A token is no payment method; only the older `source` takes it.
  const isSource = param === 'source';
  if (isSource && ctx.find(tokens, id) !== undefined)
    return createPaymentMethod(ctx, { type: 'card', card: { token: id } });
  const card = id.startsWith('pm_card_') || (isSource && id.startsWith('tok_')) ? testCardByName(id) : undefined;
  if (card === undefined) throw resourceMissing(paymentMethods.label, id, param);
  return createPaymentMethod(ctx, { type: 'card', card: { token: `tok_${card.key}` } });
}

/** A payment method with what the emulator remembers of it. */
export interface DraftPaymentMethod {
  readonly object: Stripe.PaymentMethod;
  readonly hidden: PaymentMethodHidden;
}

/** Creates a payment method from what the caller described. */
export function createPaymentMethod(ctx: Context, data: Data, options: Partial<Options> = {}): Stripe.PaymentMethod {
  const { object, hidden } = draftPaymentMethod(ctx, data, options);
  return ctx.insert(paymentMethods, object, hidden);
}

/** The payment method that a description would become: a confirmation token keeps it until it is used. */
export function draftPaymentMethod(
  ctx: Context,
  data: Data,
  { isVerified = false, id, customer = null }: Partial<Options> = {},
): DraftPaymentMethod {
  const redeemed = redeemToken(ctx, data);
  const { details, hidden } = madeOf(redeemed, isVerified, ctx.now);
  const object: Stripe.PaymentMethod = {
    id: id ?? ctx.id(paymentMethods.idPrefix),
    object: 'payment_method',
    allow_redisplay: data.allow_redisplay ?? 'unspecified',
    billing_details: billingDetailsOf(redeemed.billing_details),
    created: ctx.now,
    customer,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, data.metadata),
    type: data.type,
    ...details,
  };
  return { object, hidden };
}

/** A token that was made of a number is good once; it then stands for what was entered. */
function redeemToken(ctx: Context, data: Data): Data {
  const token = ctx.find(tokens, data.card?.token ?? '');
  if (token === undefined) return data;
  if (token.used)
    throw invalidRequest(`You cannot use a Stripe token more than once: ${token.id}.`, {
      code: 'token_already_used',
      param: 'card[token]',
    });
  const entered = enteredFor(ctx, token.id) ?? {};
  const { number, token: published, exp_month, exp_year, cvc } = entered;
  if ((number ?? published) === undefined || token.type !== 'card')
    throw invalidRequest(`The token ${token.id} does not hold a card.`, { param: 'card[token]' });
  ctx.update(tokens, token.id, { used: true });
  return {
    ...data,
    billing_details: data.billing_details ?? cardData(entered).billing_details ?? {},
    card: {
      ...(number === undefined ? { token: published ?? '' } : { number }),
      ...(exp_month === undefined ? {} : { exp_month }),
      ...(exp_year === undefined ? {} : { exp_year }),
      ...(cvc === undefined ? {} : { cvc }),
    },
  };
}

interface Made {
  readonly details: Partial<Stripe.PaymentMethod>;
  readonly hidden: PaymentMethodHidden;
}
interface Options {
  readonly isVerified: boolean;
  /** Another id than one that is made up: the older kinds have prefixes of their own. */
  readonly id: string;
  readonly customer: string | null;
}
const NOTHING_HIDDEN: PaymentMethodHidden = {
  card: null,
  bank: null,
  isSetUp: false,
  isVerified: false,
  isSpent: false,
};

function madeOf(data: Data, isVerified: boolean, now: number): Made {
  const own = PAYMENT_METHOD_TYPES.find((type) => type === data.type);
  if (own !== undefined) return DETAILS[own](data, isVerified, now);
  const given = (data as Readonly<Record<string, unknown>>)[data.type];
  const { details, bank } = methodDetails(data.type, given, data.billing_details ?? {}, fingerprintOf);
  return { details, hidden: { ...NOTHING_HIDDEN, bank } };
}

const DETAILS: Record<OfferedType, (data: Data, isVerified: boolean, now: number) => Made> = {
  card: (data, _isVerified, now) => {
    if (data.card === undefined) throw missingParam('card');
    const card = cardFrom(data.card, now);
    return { details: { card: cardFields(card, data.card) }, hidden: { ...NOTHING_HIDDEN, card: card.key } };
  },
  ideal: (data) => {
    const bank = data.ideal?.bank ?? null;
    return { details: { ideal: { bank, bic: bank === null ? null : (BICS[bank] ?? null) } }, hidden: NOTHING_HIDDEN };
  },
  sepa_debit: (data) => {
    const iban = data.sepa_debit?.iban.replaceAll(/\s/g, '').toUpperCase();
    if (iban === undefined) throw missingParam('sepa_debit[iban]');
    if (!isIbanValid(iban))
      throw invalidRequest('The IBAN you provided is invalid.', {
        code: 'invalid_bank_account_iban',
        param: 'sepa_debit[iban]',
      });
    const sepa: Stripe.PaymentMethod.SepaDebit = {
      bank_code: iban.slice(4, 12),
      branch_code: '',
      country: iban.slice(0, 2),
      fingerprint: fingerprintOf(iban),
      generated_from: { charge: null, setup_attempt: null },
      last4: iban.slice(-4),
    };
    return { details: { sepa_debit: sepa }, hidden: { ...NOTHING_HIDDEN, bank: outcomeOfIban(iban) } };
  },
  us_bank_account: (data, isVerified) => {
    const linked = data.us_bank_account?.financial_connections_account;
    const bank = linked === undefined ? (data.us_bank_account ?? {}) : { ...LINKED_BANK, ...data.us_bank_account };
    if (bank.account_number === undefined) throw missingParam('us_bank_account[account_number]');
    if (bank.routing_number === undefined) throw missingParam('us_bank_account[routing_number]');
    const us: Stripe.PaymentMethod.UsBankAccount = {
      account_holder_type: bank.account_holder_type ?? 'individual',
      account_type: bank.account_type ?? 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: linked ?? null,
      fingerprint: fingerprintOf(`${bank.routing_number}:${bank.account_number}`),
      last4: bank.account_number.slice(-4),
      networks: { preferred: 'ach', supported: ['ach', 'us_domestic_wire'] },
      routing_number: bank.routing_number,
      status_details: {},
    };
    const hidden = {
      ...NOTHING_HIDDEN,
      bank: outcomeOfUsAccount(bank.account_number),
      isVerified: isVerified || linked !== undefined,
    };
    return { details: { us_bank_account: us }, hidden };
  },
};

/** An account that its holder has linked, as Stripe's test institution does, is known and needs no micro-deposits. */
const LINKED_BANK = { account_number: '000123456789', routing_number: '110000000' };

const BICS: Readonly<Record<string, string>> = {
  abn_amro: 'ABNANL2A',
  asn_bank: 'ASNBNL21',
  bunq: 'BUNQNL2A',
  ing: 'INGBNL2A',
  knab: 'KNABNL2H',
  n26: 'NTSBDEB1',
  rabobank: 'RABONL2U',
  regiobank: 'RBRBNL21',
  revolut: 'REVOLT21',
  sns_bank: 'SNSBNL2A',
  triodos_bank: 'TRIONL2U',
  van_lanschot: 'FVLBNL22',
};

export function billingDetailsOf(
  change: Data['billing_details'],
  before?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  const { address, email, name, phone, tax_id } = change ?? {};
  return {
    address: address === undefined ? (before?.address ?? emptyAddress()) : addressOf(address),
    email: email === undefined ? (before?.email ?? null) : email,
    name: name === undefined ? (before?.name ?? null) : name,
    phone: phone === undefined ? (before?.phone ?? null) : phone,
    tax_id: tax_id ?? before?.tax_id ?? null,
  };
}

function addressOf(address: NonNullable<Data['billing_details']>['address']): Stripe.Address | null {
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address ?? {};
  return { city, country, line1, line2, postal_code, state };
}

function emptyAddress(): Stripe.Address {
  return { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
}
