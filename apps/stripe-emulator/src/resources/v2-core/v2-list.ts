import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { p } from '../../core/params.js';
import type { ApiObject, Resource } from '../../core/resource.js';
import type { ListQuery } from '../../core/store.js';

/** What every list of `/v2` takes; `page` is the cursor that the list's own addresses carry. */
export const v2Pagination = { limit: p.integer({ min: 1, max: 100 }), page: p.string() };

interface PageRequest {
  readonly limit?: number;
  readonly page?: string;
}

/**
 * A page of `/v2`: newest first, with the addresses of the pages beside it.
 * @param shown how an object of the store looks in the list
 */
export function v2List<T extends ApiObject, Hidden, Shown>(
  ctx: RequestContext<PageRequest>,
  resource: Resource<T, Hidden>,
  query: Pick<ListQuery, 'created' | 'where'>,
  shown: (object: T) => Shown,
): Stripe.V2List<Shown> {
  const { limit = 20, page } = ctx.params;
  const cursor = page === undefined ? {} : cursorOf(page);
  const { rows, hasMore } = ctx.store.page(resource, ctx.account, { ...query, limit, ...cursor });
  const objects = rows.map((row) => row.object);
  const isUpwards = 'ending_before' in cursor;
  const [first, last] = [objects[0], objects.at(-1)];
  const hasNext = last !== undefined && (isUpwards || hasMore);
  const hasPrevious = first !== undefined && (isUpwards ? hasMore : page !== undefined);
  return {
    data: objects.map(shown),
    next_page_url: hasNext ? addressOf(ctx, limit, `a:${last.id}`) : null,
    previous_page_url: hasPrevious ? addressOf(ctx, limit, `b:${first.id}`) : null,
  };
}

function addressOf({ url, params }: RequestContext<PageRequest>, limit: number, cursor: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...params, limit, page: Buffer.from(cursor).toString('base64url') }))
    for (const [key, text] of flat(name, value)) query.append(key, text);
  return `${url}?${query.toString()}`;
}

function flat(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(`${name}[${key}]`, inner));
}

function cursorOf(page: string): Pick<ListQuery, 'starting_after' | 'ending_before'> {
  const match = /^([ab]):(\w+)$/.exec(Buffer.from(page, 'base64url').toString('latin1'));
  const id = match?.[2];
  if (id === undefined) throw invalidRequest('Invalid page token.', { param: 'page' });
  return match?.[1] === 'a' ? { starting_after: id } : { ending_before: id };
}
