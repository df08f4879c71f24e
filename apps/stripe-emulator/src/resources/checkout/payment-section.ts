import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { CARD_SCRIPT, cardFields } from '../../pages/card-fields.js';
import { countryOptions } from '../../pages/countries.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import { checkbox, field, select } from '../../pages/parts.js';
import { flowOf, type MethodFlow } from '../payment-methods/method-kinds.js';
import { methodName } from '../payment-methods/method-name.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { addressFields } from './address-fields.js';
import type { CheckoutForm } from './checkout-form.js';
import { fieldsOf, isOnPage } from './method-fields.js';

type Session = Stripe.Checkout.Session;

/** Whether the payer has to say how they pay, now or later. */
export function asksForMethod(session: Session): boolean {
  if (session.mode === 'setup' || (session.amount_total ?? 0) > 0) return true;
  return session.mode === 'subscription' && session.payment_method_collection === 'always';
}

/** Saved methods of the session's customer that it may show. */
export function savedMethods(ctx: Context, session: Session): Stripe.PaymentMethod[] {
  const customer = session.customer as string | null;
  if (customer === null || session.mode === 'setup') return [];
  return ctx.all(paymentMethods, { customer }).filter((method) => session.payment_method_types.includes(method.type));
}

export function describeMethod(method: Stripe.PaymentMethod): string {
  const { card, sepa_debit: sepa, us_bank_account: us } = method;
  if (card !== undefined)
    return `${card.brand.toUpperCase()} ending in ${card.last4}, expires ${String(card.exp_month).padStart(2, '0')}/${String(card.exp_year).slice(-2)}`;
  return `${methodName(method.type)} ending in ${(sepa ?? us)?.last4 ?? ''}`;
}

/** Shows the fields of the chosen kind only; without scripts all of them are there. */
export const PAYMENT_SCRIPT = `
const kinds=[...document.querySelectorAll('[data-kind]')];
const choices=[...document.querySelectorAll('input[name=payment_method]')];
function show(){const chosen=choices.find((choice)=>choice.checked);if(!chosen)return;
for(const kind of kinds)kind.hidden=kind.dataset.kind!==chosen.value}
for(const choice of choices)choice.addEventListener('change',show);show();
// Enter pays, although other buttons come first.
const pay=document.querySelector('[data-testid=hosted-payment-submit-button]');
pay.form.addEventListener('keydown',(event)=>{if(event.key==='Enter'&&event.target.matches('input:not([name=promotionCode])')){event.preventDefault();pay.click()}});
${CARD_SCRIPT}`;

export function paymentSection(ctx: Context, session: Session, form: CheckoutForm): Piece {
  if (!asksForMethod(session)) return null;
  const saved = savedMethods(ctx, session);
  const types = session.payment_method_types.filter(isOnPage);
  const chosen = form.text('payment_method') || (saved[0]?.id ?? types[0] ?? 'card');
  const options = [
    ...saved.map((method) => [method.id, describeMethod(method)] as const),
    ...types.map((type) => [type, methodName(type)] as const),
  ];
  return html`<section class="card" aria-label="Payment">
    <h2>Payment</h2>
    ${
      options.length > 1
        ? html`<fieldset>
            <legend>Pay with</legend>
            ${options.map(
              ([value, text]) =>
                html`<label class="choice" data-testid="${value}-accordion-item"
                  ><input
                    id="payment-method-accordion-item-title-${value}"
                    data-testid="${value}-accordion-item-button"
                    type="radio"
                    name="payment_method"
                    value="${value}"
                    ${value === chosen && html` checked`}
                  /><span>${text}</span></label
                >`,
            )}
          </fieldset>`
        : html`<input type="hidden" name="payment_method" value="${chosen}" />`
    }
    ${types.map((type) => html`<div data-kind="${type}" ${options.length === 1 && html` data-testid="${type}-accordion-item"`}>${kindFields(type, form)}</div>`)}
    ${
      session.billing_address_collection === 'required'
        ? html`<h3>Billing address</h3>
            ${addressFields('billing', form, null)}`
        : html`<div class="row">
            ${select({ ...both('billingCountry'), label: 'Country or region', value: form.text('country') || ctx.platform.country, autocomplete: 'billing country', options: countryOptions() })}${field({ ...both('billingPostalCode'), label: 'ZIP or postal code', value: form.text('postal_code'), autocomplete: 'billing postal-code', placeholder: 'ZIP' })}
          </div>`
    }
    ${
      session.saved_payment_method_options?.payment_method_save === 'enabled' &&
      checkbox({ label: 'Save my payment information for later purchases.', name: 'save_payment_method' })
    }
  </section>`;
}

/** An input that is found by id and by name. */
function both(name: string) {
  return { id: name, name };
}

const NOTES: Readonly<Partial<Record<MethodFlow, string>>> = {
  debit: 'By paying, you authorize this shop to collect the amount from your account.',
  redirect: "You go on to your bank's page and come back.",
  scan: 'You get a code to scan, and come back.',
  voucher: 'You get a voucher to pay at a shop or a bank machine.',
};

function kindFields(type: string, form: CheckoutForm): Html {
  if (type === 'card')
    return html`${cardFields()}
    ${field({ ...both('billingName'), label: 'Cardholder name', value: form.text('name'), autocomplete: 'cc-name', placeholder: 'Full name on card' })}`;
  if (type === 'sepa_debit') return field({ label: 'IBAN', name: 'iban', placeholder: 'DE89370400440532013000' });
  if (type === 'us_bank_account')
    return html`${field({ label: 'Routing number', name: 'routing_number', inputmode: 'numeric', placeholder: '110000000' })}
    ${field({ label: 'Account number', name: 'account_number', inputmode: 'numeric', placeholder: '000123456789' })}`;
  return html`${fieldsOf(type).map(({ param, label, example }) =>
      field({ label, name: `${type}[${param}]`, placeholder: example, value: form.text(type, param) }),
    )}
    <p class="note">${NOTES[flowOf(type) ?? 'redirect']}</p>`;
}
