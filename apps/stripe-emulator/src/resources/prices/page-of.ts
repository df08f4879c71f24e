import type Stripe from 'stripe';
import { resourceMissing } from '../../core/errors.js';
import type { ApiObject } from '../../core/resource.js';

export interface PageParams {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
}

/** A page of objects that were put together by other means than a filter; they are in the order of the list. */
export function pageOf<T extends ApiObject>(
  objects: readonly T[],
  { limit = 10, starting_after: after, ending_before: before }: PageParams,
  url: string,
): Stripe.ApiList<T> {
  const indexOf = (id: string, param: string): number => {
    const index = objects.findIndex((object) => object.id === id);
    if (index < 0) throw resourceMissing(objects[0]?.object ?? 'object', id, param);
    return index;
  };
  const low = after === undefined ? 0 : indexOf(after, 'starting_after') + 1;
  const high = before === undefined ? objects.length : indexOf(before, 'ending_before');
  const candidates = objects.slice(low, high);
  const data = before === undefined ? candidates.slice(0, limit) : candidates.slice(-limit);
  return { object: 'list', data, has_more: candidates.length > limit, url };
}
