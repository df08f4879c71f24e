import { currencyRule, isCurrency } from '@guildhall/money';
import type Stripe from 'stripe';
import type { PageContext } from '../../core/context.js';
import { isHash, type RawHash, type RawValue } from '../../core/params.js';
import { expiryOf } from '../../pages/card-fields.js';
import type { PaymentMethodData } from '../payment-methods/payment-method-factory.js';
import { fieldsOf } from './method-fields.js';
import { payerOf, type Payer } from './payer.js';

/** Names of fields on Stripe's own page, which ours has too, beside those that scripts send. */
export const PAGE_NAMES: Readonly<Record<string, string>> = {
  card_number: 'cardNumber',
  card_expiry: 'cardExpiry',
  card_cvc: 'cardCvc',
  name: 'billingName',
  country: 'billingCountry',
  postal_code: 'billingPostalCode',
  phone: 'phoneNumber',
  promotion_code: 'promotionCode',
};

/** What was entered, as text. */
export class CheckoutForm {
  constructor(private readonly form: RawHash) {}

  static of(ctx: PageContext): CheckoutForm {
    return new CheckoutForm(ctx.form);
  }

  /** A field by its path, e.g. `text('shipping', 'name')`; '' when it was left empty. */
  text(...path: readonly string[]): string {
    let value: RawValue | undefined = this.form;
    for (const name of path) value = isHash(value) ? value[name] : undefined;
    if (path.length === 1) value ??= this.form[PAGE_NAMES[path[0] ?? ''] ?? ''];
    return typeof value === 'string' ? value.trim() : '';
  }

  has(...path: readonly string[]): boolean {
    return this.text(...path) !== '';
  }

  get action(): string {
    return this.text('action') || 'pay';
  }

  /** A kind of payment method, or the id of a saved one. */
  methodOf(session: Stripe.Checkout.Session): string {
    return this.text('payment_method') || (session.payment_method_types[0] ?? 'card');
  }

  payer(session: Stripe.Checkout.Session): Payer {
    const taxId = { type: this.text('tax_id', 'type'), value: this.text('tax_id', 'value') };
    const fields = session.custom_fields.map(({ key }) => [key, this.text('custom_fields', key)] as const);
    return payerOf(this.text('email') || null, {
      name: this.text('name') || null,
      phone: this.text('phone') || null,
      address: this.address('billing', this.text('country') || null),
      shipping: this.has('shipping', 'name')
        ? {
            name: this.text('shipping', 'name'),
            address: this.address('shipping', null) ?? EMPTY_ADDRESS,
          }
        : null,
      businessName: this.text('business_name') || null,
      individualName: this.text('individual_name') || null,
      taxId: taxId.value === '' ? null : taxId,
      customFields: Object.fromEntries(fields.filter(([, value]) => value !== '')),
      acceptsTerms: this.has('terms_of_service'),
      wantsPromotions: this.has('promotions'),
    });
  }

  /** What describes the chosen kind of payment method. */
  methodData(type: string, payer: Payer): PaymentMethodData {
    const { email, name, phone, address } = payer;
    const billing = {
      ...(email === null ? {} : { email }),
      ...(name === null ? {} : { name }),
      ...(phone === null ? {} : { phone }),
      ...(address === null ? {} : { address }),
    };
    const common = {
      billing_details: billing,
      allow_redisplay: this.has('save_payment_method') ? 'always' : 'limited',
    } as const;
    if (type === 'sepa_debit') return { ...common, type, sepa_debit: { iban: this.text('iban') } };
    if (type === 'us_bank_account')
      return {
        ...common,
        type,
        us_bank_account: { account_number: this.text('account_number'), routing_number: this.text('routing_number') },
      };
    if (type === 'card') return { ...common, type, card: this.card() };
    return { ...common, ...this.otherData(type, billing) };
  }

  /** Of any other kind, with the name that was entered beside its fields. */
  private otherData(type: string, billing: object): PaymentMethodData {
    const entered = fieldsOf(type).map(({ param }) => [param, this.text(type, param)] as const);
    const { name, ...own } = Object.fromEntries(entered.filter(([, value]) => value !== ''));
    const data = { type, [type]: own, billing_details: { ...billing, ...(name === undefined ? {} : { name }) } };
    return data as unknown as PaymentMethodData;
  }

  private card(): NonNullable<PaymentMethodData['card']> {
    const cvc = this.text('card_cvc');
    return {
      number: this.text('card_number'),
      ...expiryOf(this.text('card_expiry')),
      ...(cvc === '' ? {} : { cvc }),
    };
  }

  /** @param country where the form asks for it outside of the address */
  private address(of: 'billing' | 'shipping', country: string | null): Stripe.Address | null {
    const part = (name: string): string | null => this.text(of, name) || null;
    const found = {
      city: part('city'),
      country: part('country') ?? country,
      line1: part('line1'),
      line2: part('line2'),
      postal_code: part('postal_code') ?? (of === 'billing' ? this.text('postal_code') || null : null),
      state: part('state'),
    };
    return Object.values(found).every((value) => value === null) ? null : found;
  }
}

const EMPTY_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** `12.50` in minor units; NaN for what is no amount. */
export function minorUnits(text: string, currency: string): number {
  const digits = isCurrency(currency) ? currencyRule(currency).minorDigits : 2;
  return /^\d{1,9}([.,]\d+)?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 10 ** digits) : NaN;
}

/** What is missing or wrong, in the order of the page. */
export function mistakesOf(session: Stripe.Checkout.Session, form: CheckoutForm, knownEmail: string | null): string[] {
  const mistakes: string[] = [];
  const need = (isThere: boolean, message: string): void => {
    if (!isThere) mistakes.push(message);
  };
  const email = form.text('email');
  if (knownEmail === null || email !== '') need(/^[^\s@]+@[^\s@]+$/.test(email), 'Enter your email address.');
  if (session.phone_number_collection?.enabled === true) need(form.has('phone'), 'Enter your phone number.');
  if (session.billing_address_collection === 'required')
    need(form.has('billing', 'line1') && form.has('billing', 'postal_code'), 'Enter your billing address.');
  if (session.shipping_address_collection !== null) {
    need(form.has('shipping', 'name') && form.has('shipping', 'line1'), 'Enter your shipping address.');
    const allowed: readonly string[] = session.shipping_address_collection.allowed_countries;
    if (form.has('shipping', 'country'))
      need(allowed.includes(form.text('shipping', 'country')), 'We do not ship to this country.');
  }
  for (const { key, label, optional, text, numeric } of session.custom_fields) {
    const value = form.text('custom_fields', key);
    if (!optional) need(value !== '', `Fill in "${label.custom ?? key}".`);
    if (value === '') continue;
    if (numeric !== undefined) need(/^\d+$/.test(value), `"${label.custom ?? key}" takes digits only.`);
    const limits = text ?? numeric;
    if (limits?.minimum_length != null && value.length < limits.minimum_length)
      mistakes.push(`"${label.custom ?? key}" takes at least ${limits.minimum_length} characters.`);
    if (limits?.maximum_length != null && value.length > limits.maximum_length)
      mistakes.push(`"${label.custom ?? key}" takes at most ${limits.maximum_length} characters.`);
  }
  const names = session.name_collection;
  if (names?.business?.enabled === true && !names.business.optional)
    need(form.has('business_name'), 'Enter the name of your business.');
  if (names?.individual?.enabled === true && !names.individual.optional)
    need(form.has('individual_name'), 'Enter your name.');
  if (session.consent_collection?.terms_of_service === 'required')
    need(form.has('terms_of_service'), 'Accept the terms of service to go on.');
  return mistakes;
}
