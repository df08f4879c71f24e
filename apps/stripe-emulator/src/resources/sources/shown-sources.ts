import type Stripe from 'stripe';
import { embeddedList, type View } from '../../core/view.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { sourceObjectOf, type SourceObject } from './source-objects.js';

/** `customer.sources`, which older clients read without asking for it. */
export function sourcesOf(customer: string, view: View): Stripe.ApiList<Stripe.CustomerSource> {
  const where = { customer, is_source: true };
  const list = embeddedList(view, paymentMethods, { where }, `/v1/customers/${customer}/sources`);
  return { ...list, data: list.data.map(({ id }) => shownSource(id, view)).filter((source) => source !== null) };
}

/** A source by its id, as an expansion shows it. */
export function shownSource(id: string, view: View): SourceObject | null {
  const row = view.store.row(paymentMethods, view.account, id);
  return row === undefined || row.isDeleted ? null : sourceObjectOf(row.object, row.hidden);
}

/** Expansion of any `default_source`. */
export function expandedSource(owner: { readonly default_source?: unknown }, view: View): unknown {
  const id = owner.default_source;
  return typeof id === 'string' ? (shownSource(id, view) ?? id) : (id ?? null);
}
