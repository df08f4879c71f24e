import type Stripe from 'stripe';
import type { ApiObject, Resource } from './resource.js';
import type { ListQuery, Store } from './store.js';

/** Through which eyes an object is shown. */
export interface View {
  readonly store: Store;
  /** The account whose objects these are. */
  readonly account: string;
  readonly apiVersion: string;
  /** Unix seconds on the emulator's clock. */
  readonly now: number;
  /** True when a publishable key asks: it sees less. */
  readonly isPublishable: boolean;
}

/**
 * A list inside an object (`charge.refunds`, `transfer.reversals`), newest first, ten entries unless told.
 * @param url e.g. `/v1/transfers/tr_123/reversals`
 */
export function embeddedList<T extends ApiObject, Hidden>(
  view: View,
  resource: Resource<T, Hidden>,
  query: ListQuery,
  url: string,
): Stripe.ApiList<T> {
  const page = view.store.page(resource, view.account, { limit: 10, ...query });
  return {
    object: 'list',
    data: page.rows.map((row) => present(resource, row.object, view)),
    has_more: page.hasMore,
    url,
  };
}

/** An object as it looks from outside, before expansion. */
export function present<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, object: T, view: View): T {
  return resource.present === undefined ? object : resource.present(object, view);
}
