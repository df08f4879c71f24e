import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { checkoutSessions } from './session.resource.js';

/** What the payer told the page. */
export interface Payer {
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: Stripe.Address | null;
  readonly shipping: { readonly name: string; readonly address: Stripe.Address } | null;
  readonly businessName: string | null;
  readonly individualName: string | null;
  readonly taxId: { readonly type: string; readonly value: string } | null;
  /** Values by key. */
  readonly customFields: Readonly<Record<string, string>>;
  readonly acceptsTerms: boolean;
  readonly wantsPromotions: boolean;
}

/** A payer of whom nothing but the address is known. */
export function payerOf(email: string | null, more: Partial<Payer> = {}): Payer {
  return {
    email,
    name: null,
    phone: null,
    address: null,
    shipping: null,
    businessName: null,
    individualName: null,
    taxId: null,
    customFields: {},
    acceptsTerms: false,
    wantsPromotions: false,
    ...more,
  };
}

/** The address that the session knows without asking: of its customer, or as it was given. */
export function knownEmail(ctx: Context, session: Stripe.Checkout.Session): string | null {
  const customer = ctx.find(customers, (session.customer as string | null) ?? '');
  return customer?.email ?? session.customer_email;
}

/** Writes onto the session what the payer told. It is shown once the session is complete. */
export function recordPayer(ctx: Context, before: Stripe.Checkout.Session, payer: Payer): Stripe.Checkout.Session {
  const known = before.customer_details;
  const consent = before.consent_collection;
  return ctx.update(checkoutSessions, before.id, {
    collected_information: {
      business_name: payer.businessName,
      individual_name: payer.individualName,
      shipping_details: payer.shipping ?? before.collected_information?.shipping_details ?? null,
    },
    consent:
      consent === null
        ? null
        : {
            promotions: consent.promotions === 'auto' ? (payer.wantsPromotions ? 'opt_in' : 'opt_out') : null,
            terms_of_service: consent.terms_of_service === 'required' && payer.acceptsTerms ? 'accepted' : null,
          },
    custom_fields: before.custom_fields.map((field) => withValue(field, payer.customFields[field.key] ?? null)),
    customer_details: {
      address: payer.address,
      business_name: payer.businessName,
      email: payer.email ?? knownEmail(ctx, before),
      individual_name: payer.individualName,
      name: payer.name,
      phone: payer.phone,
      tax_exempt: known?.tax_exempt ?? 'none',
      tax_ids:
        payer.taxId === null
          ? []
          : [
              {
                type: payer.taxId.type,
                value: payer.taxId.value,
              },
            ],
    },
  });
}

function withValue(
  field: Stripe.Checkout.Session.CustomField,
  value: string | null,
): Stripe.Checkout.Session.CustomField {
  if (field.dropdown !== undefined) return { ...field, dropdown: { ...field.dropdown, value } };
  if (field.numeric !== undefined) return { ...field, numeric: { ...field.numeric, value } };
  return field.text === undefined ? field : { ...field, text: { ...field.text, value } };
}

/** The customer whom the session pays for: its own, the one made for it, or a new one where it makes one. */
export function customerFor(ctx: Context, session: Stripe.Checkout.Session): string | null {
  const given = session.customer as string | null;
  if (given !== null) return updateKnownCustomer(ctx, session, given);
  const hidden = ctx.hidden(checkoutSessions, session.id);
  if (hidden.customer !== null) return hidden.customer;
  if (!makesCustomer(session, hidden.params.payment_intent_data?.setup_future_usage !== undefined)) return null;
  const { address, email, name, phone } = session.customer_details ?? {};
  const shipping = session.collected_information?.shipping_details;
  const customer = createCustomer(ctx, {
    ...(email == null ? {} : { email }),
    ...(name == null ? {} : { name }),
    ...(phone == null ? {} : { phone }),
    ...(address == null ? {} : { address }),
    ...(shipping == null ? {} : { shipping }),
  });
  ctx.update(checkoutSessions, session.id, {}, { ...hidden, customer: customer.id });
  return customer.id;
}

/** Guests stay guests unless the session or what it saves needs a customer. */
function makesCustomer(session: Stripe.Checkout.Session, savesMethod: boolean): boolean {
  if (session.mode !== 'payment') return session.mode === 'subscription' || session.customer_creation === 'always';
  return session.customer_creation === 'always' || savesMethod || session.invoice_creation?.enabled === true;
}

/** `customer_update` says what of a known customer the page may change. */
function updateKnownCustomer(ctx: Context, session: Stripe.Checkout.Session, id: string): string {
  const { customer_update: allowed = {} } = ctx.hidden(checkoutSessions, session.id).params;
  const before = ctx.require(customers, id);
  const { address, email, name } = session.customer_details ?? {};
  const shipping = session.collected_information?.shipping_details;
  const patch: Partial<Stripe.Customer> = {
    ...(allowed.address === 'auto' && address != null ? { address } : {}),
    ...(allowed.name === 'auto' && name != null ? { name } : {}),
    ...(allowed.shipping === 'auto' && shipping != null ? { shipping } : {}),
    ...(before.email === null && email != null ? { email } : {}),
  };
  if (Object.keys(patch).length > 0) ctx.emit('customer.updated', ctx.update(customers, id, patch), before);
  return id;
}
