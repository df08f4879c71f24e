import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import { actions, alert, button, checkbox, field, money, select } from '../../pages/parts.js';
import { addressFields } from './address-fields.js';
import type { CheckoutForm } from './checkout-form.js';
import { merchantName } from './merchant.js';
import { orderSection } from './order-section.js';
import { knownEmail } from './payer.js';
import { paymentSection } from './payment-section.js';
import { checkoutSessions } from './session.resource.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';

type Session = Stripe.Checkout.Session;

/** The whole form; what was entered stays in it, card numbers excepted. */
export function checkoutBody(ctx: Context, session: Session, form: CheckoutForm, errors: readonly string[]): Html {
  const isSetup = session.mode === 'setup';
  return html`<h1>${session.branding_settings?.display_name ?? merchantName(ctx)}</h1>
    ${alert(errors)}
    <form method="post" novalidate>
      ${!isSetup && orderSection(ctx, session, form)}
      <section class="card" aria-label="Contact">
        <h2>Contact</h2>
        ${contactFields(ctx, session, form)}
      </section>
      ${session.shipping_address_collection !== null && shippingSection(session, form)}
      ${deliverySection(ctx, session, form)} ${paymentSection(ctx, session, form)} ${consentSection(session)}
      ${session.custom_text.submit !== null && html`<p class="note">${session.custom_text.submit.message}</p>`}
      ${actions(button(submitLabel(session), { name: 'action', value: 'pay', isPayment: true }))}
    </form>
    ${session.cancel_url !== null && html`<p><a href="${session.cancel_url}" data-testid="business-link">Back to ${merchantName(ctx)}</a></p>`}`;
}

const SUBMIT_LABELS: Readonly<Record<string, string>> = { book: 'Book', donate: 'Donate', subscribe: 'Subscribe' };

function submitLabel(session: Session): string {
  if (session.mode === 'setup') return 'Save';
  const chosen = SUBMIT_LABELS[session.submit_type ?? ''];
  if (chosen !== undefined) return chosen;
  if (session.mode === 'subscription') return session.amount_total === 0 ? 'Start trial' : 'Subscribe';
  return `Pay ${money(session.amount_total ?? 0, session.currency ?? 'usd')}`;
}

function contactFields(ctx: Context, session: Session, form: CheckoutForm): Piece {
  const known = knownEmail(ctx, session);
  const names = session.name_collection;
  const business = names?.business;
  const person = names?.individual;
  return [
    known === null
      ? field({
          label: 'Email',
          name: 'email',
          type: 'email',
          autocomplete: 'email',
          placeholder: 'email@example.com',
          value: form.text('email'),
          isRequired: true,
        })
      : html`<p>Email: <b>${known}</b></p>`,
    session.phone_number_collection?.enabled === true &&
      field({
        label: 'Phone number',
        name: 'phoneNumber',
        id: 'phoneNumber',
        type: 'tel',
        autocomplete: 'tel',
        value: form.text('phone'),
        isRequired: true,
      }),
    business?.enabled === true &&
      field({
        label: 'Business name',
        name: 'business_name',
        autocomplete: 'organization',
        value: form.text('business_name'),
        isRequired: !business.optional,
      }),
    person?.enabled === true &&
      field({
        label: 'Full name',
        name: 'individual_name',
        autocomplete: 'name',
        value: form.text('individual_name'),
        isRequired: !person.optional,
      }),
    session.tax_id_collection?.enabled === true && [
      field({ label: 'Tax ID type', name: 'tax_id[type]', value: form.text('tax_id', 'type') || 'eu_vat' }),
      field({ label: 'Tax ID', name: 'tax_id[value]', value: form.text('tax_id', 'value') }),
    ],
    session.custom_fields.map((custom) => customField(custom, form)),
  ];
}

function customField(custom: Stripe.Checkout.Session.CustomField, form: CheckoutForm): Html {
  const { key, label, optional, dropdown } = custom;
  const name = `custom_fields[${key}]`;
  const preset = (dropdown ?? custom.numeric ?? custom.text)?.default_value;
  const common = {
    label: optional ? `${label.custom ?? key} (optional)` : (label.custom ?? key),
    name,
    value: form.text('custom_fields', key) || preset,
    isRequired: !optional,
  };
  if (dropdown === undefined) return field({ ...common, inputmode: custom.type === 'numeric' ? 'numeric' : 'text' });
  return select({
    ...common,
    options: [['', 'Choose'] as const, ...dropdown.options.map(({ value, label: text }) => [value, text] as const)],
  });
}

function shippingSection(session: Session, form: CheckoutForm): Html {
  const countries = session.shipping_address_collection?.allowed_countries ?? [];
  return html`<section class="card" aria-label="Shipping address">
    <h2>Shipping address</h2>
    ${field({ label: 'Name of the recipient', id: 'shippingName', name: 'shipping[name]', autocomplete: 'shipping name', value: form.text('shipping', 'name') })}
    ${addressFields('shipping', form, countries)}
    ${session.custom_text.shipping_address !== null && html`<p class="note">${session.custom_text.shipping_address.message}</p>`}
  </section>`;
}

function deliverySection(ctx: Context, session: Session, form: CheckoutForm): Piece {
  if (session.shipping_options.length === 0) return null;
  const { shippingRate } = ctx.hidden(checkoutSessions, session.id);
  const chosen = form.text('shipping_rate') || shippingRate;
  return html`<section class="card" aria-label="Delivery">
    <h2>Delivery</h2>
    ${session.shipping_options.map((option) => {
      const id = option.shipping_rate as string;
      return html`<label class="choice"
        ><input type="radio" name="shipping_rate" value="${id}" ${id === chosen && html` checked`} /><span
          >${ctx.find(shippingRates, id)?.display_name ?? 'Shipping'}:
          ${money(option.shipping_amount, session.currency ?? 'usd')}</span
        ></label
      >`;
    })}
    ${
      session.shipping_options.length > 1 &&
      actions(button('Update total', { name: 'action', value: 'update', look: 'small quiet' }))
    }
  </section>`;
}

function consentSection(session: Session): Piece {
  const consent = session.consent_collection;
  const terms = session.custom_text.terms_of_service_acceptance?.message ?? 'I agree to the terms of service.';
  return [
    consent?.terms_of_service === 'required' && checkbox({ label: terms, name: 'terms_of_service' }),
    consent?.promotions === 'auto' && checkbox({ label: 'Keep me up to date with offers.', name: 'promotions' }),
  ];
}
