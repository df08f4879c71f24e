import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { TAX_ID_FORMATS, VERIFIED_TYPES } from './tax-id-types.js';
import { taxIds } from './tax-id.resource.js';

/** How long the authority takes to answer. */
const SECONDS_OF_VERIFICATION = 1;

/** The authority's answer. Stripe's test values: all zeros is verified, all ones is not, all twos stays pending. */
export const verifyTaxId = action<{ taxId: string }>('tax_id.verify', (ctx, { taxId }) => {
  const before = ctx.find(taxIds, taxId);
  if (before?.verification?.status !== 'pending') return;
  const digits = before.value.replaceAll(/\D/g, '');
  if (/^2+$/.test(digits)) return;
  const isVerified = !/^1+$/.test(digits);
  const after = ctx.update(taxIds, taxId, {
    verification: {
      status: isVerified ? 'verified' : 'unverified',
      verified_address: isVerified ? '123 TEST STREET' : null,
      verified_name: isVerified ? 'TEST' : null,
    },
  });
  ctx.emit('customer.tax_id.updated', after, before);
});

export interface NewTaxId {
  readonly type: string;
  readonly value: string;
}

/** @param customer whose it is; null for the account's own */
export function createTaxId(
  ctx: Context,
  { type, value }: NewTaxId,
  customer: string | null,
  owner: Stripe.TaxId.Owner = ownerOf(customer),
  param = 'value',
): Stripe.TaxId {
  if (TAX_ID_FORMATS[type]?.test(value.toUpperCase()) === false)
    throw invalidRequest(`Invalid value for ${type}.`, { code: 'tax_id_invalid', param });
  const isChecked = VERIFIED_TYPES.includes(type);
  const taxId = ctx.insert(taxIds, {
    id: ctx.id(taxIds.idPrefix),
    object: 'tax_id',
    country: countryOf(type, value),
    created: ctx.now,
    customer,
    customer_account: null,
    livemode: false,
    owner,
    type,
    value,
    verification:
      customer === null
        ? null
        : { status: isChecked ? 'pending' : 'unavailable', verified_address: null, verified_name: null },
  });
  if (customer === null) return taxId;
  if (isChecked) ctx.schedule(verifyTaxId, ctx.now + SECONDS_OF_VERIFICATION, { taxId: taxId.id });
  ctx.emit('customer.tax_id.created', taxId);
  return taxId;
}

function ownerOf(customer: string | null): Stripe.TaxId.Owner {
  return customer === null
    ? { customer_account: null, type: 'self' }
    : { customer, customer_account: null, type: 'customer' };
}

function countryOf(type: string, value: string): string | null {
  if (type === 'eu_vat') return value.startsWith('EL') ? 'GR' : value.slice(0, 2).toUpperCase();
  const [country = ''] = type.split('_');
  return country.length === 2 && country !== 'eu' ? country.toUpperCase() : null;
}

export function deleteTaxId(ctx: Context, id: string): object {
  const taxId = ctx.require(taxIds, id);
  const stub = ctx.delete(taxIds, id);
  if (taxId.customer !== null) ctx.emit('customer.tax_id.deleted', taxId);
  return stub;
}
