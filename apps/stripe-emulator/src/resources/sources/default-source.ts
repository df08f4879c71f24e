import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { addSource, removeSource } from './customer-sources.js';
import type { SourceInput } from './source-data.js';

/** @throws StripeError when the source is not the customer's */
export function assertDefaultSource(ctx: Context, customer: string, id: string | undefined): void {
  if (id === undefined || ctx.find(paymentMethods, id)?.customer === customer) return;
  throw resourceMissing('source', id, 'default_source');
}

/** `source` of an update: the new one takes the place of the default, which is removed. */
export function replaceDefaultSource(ctx: Context, customer: string, input: SourceInput): void {
  const { default_source: old } = ctx.require(customers, customer);
  const { announce } = addSource(ctx, customer, input, { isDefault: true });
  announce();
  if (old !== null) removeSource(ctx, customer, old as string);
}
