import type Stripe from 'stripe';
import { Context } from './context.js';
import { resourceMissing } from './errors.js';
import type { RawHash } from './params.js';
import type { ApiObject, Resource } from './resource.js';
import type { Engine, Scope } from './scope.js';
import { search, type SearchRequest, type SearchResult } from './search/search.js';
import type { ListQuery } from './store.js';

/** What a route's `handle` receives. */
export class RequestContext<P = unknown> extends Context {
  constructor(
    engine: Engine,
    scope: Scope,
    /** Validated and typed by the route's declaration. */
    readonly params: P,
    /** Values of the path template, decoded. */
    readonly path: Readonly<Record<string, string>>,
    /** The request's path as it came, which is the `url` of a list. */
    readonly url: string,
    /** What the request wants expanded. */
    readonly expands: readonly string[] = [],
  ) {
    super(engine, scope);
  }

  /** The value of a path parameter. */
  pathId(name = 'id'): string {
    return this.path[name] ?? '';
  }

  /**
   * Answers a list: pagination, `created` and the declared filters are taken from the parameters.
   * @param where further filters, e.g. from the path: `ctx.list(reversals, { transfer: ctx.pathId() })`
   */
  list<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    where: NonNullable<ListQuery['where']> = {},
  ): Stripe.ApiList<T> {
    const params = this.params as ListQuery & Readonly<Record<string, unknown>>;
    const named: Record<string, string | number | boolean | null | undefined> = { ...where };
    for (const name of Object.keys(resource.filters)) {
      const value = params[name];
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') named[name] = value;
      if (typeof value === 'string') this.assertNamed(resource.expandable[name], name, value);
    }
    const { limit, starting_after, ending_before, created } = params;
    const query = { limit, starting_after, ending_before, created, where: named };
    const { rows, hasMore } = this.store.page(resource, this.account, query as ListQuery);
    return { object: 'list', data: rows.map((row) => row.object), has_more: hasMore, url: this.url };
  }

  /** A list that is asked for by the id of another object wants that there is, or was, such an object. */
  private assertNamed(target: unknown, param: string, id: string): void {
    if (typeof target !== 'string') return;
    const found = this.store.find(target, this.account, id);
    if (found !== undefined && (found.account === this.account || !this.isConnected)) return;
    throw resourceMissing(this.engine.resource(target)?.label ?? target, id, param);
  }

  /** Answers a search: declare the call's parameters as `searchParams` and the resource's `searchable` fields. */
  search<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>): SearchResult<T> {
    const counts = this.expands.includes('total_count');
    return search(this.store, resource, this.account, this.params as SearchRequest, { url: this.url, counts });
  }
}

/** What a page's `handle` receives: no key; the account is the default platform until `ctx.as` or `ctx.locate`. */
export class PageContext extends Context {
  constructor(
    engine: Engine,
    scope: Scope,
    readonly path: Readonly<Record<string, string>>,
    readonly query: RawHash,
    readonly form: RawHash,
  ) {
    super(engine, scope);
  }
}
