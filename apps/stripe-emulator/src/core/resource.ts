import type Stripe from 'stripe';
import type { Context, PageContext, RequestContext } from './context.js';
import type { StripeError } from './errors.js';
import type { Infer, Params, RawHash, Shape } from './params.js';
import type { SearchField } from './search/fields.js';
import type { View } from './view.js';

/** The least that every object of the API has. */
export interface ApiObject {
  readonly id: string;
  readonly object: string;
}

export type EventType = Stripe.Event['type'];
/** Events that can be made to happen: those of `/v1`, and those of `/v2` that have no other way to a tester. */
export type TriggerType = EventType | Stripe.V2.Core.Event['type'];
export type FilterValue = string | number | boolean | null | undefined | readonly string[];

/**
 * What an expandable field expands to: the name of the object type its id belongs to (several where it is
 * polymorphic), or a function for fields that exist only when they are asked for (`customer.subscriptions`).
 */
export type Expansion<T> = string | readonly string[] | Compute<T>;
/** Method types, so that a `Resource<Customer>` is a `Resource<ApiObject>` too. */
export type Compute<T> = { compute(object: T, view: View): unknown }['compute'];
type Filter<T, Hidden> = { valueOf(object: T, hidden: Hidden): FilterValue }['valueOf'];

/**
 * A kind of object. `T` is the SDK's own type, so that a field which the SDK promises and a handler forgets is a
 * compile error. `Hidden` is what the emulator must remember of it and Stripe never shows. Both are plain JSON, and
 * both are immutable: events and older answers share them, so change them through `ctx.update` only.
 */
export interface Resource<T extends ApiObject = ApiObject, Hidden = unknown> {
  readonly object: string;
  /** E.g. `cus`; ids are made by `ctx.id(prefix)`. */
  readonly idPrefix: string;
  /** What Stripe calls it in "No such ...: 'id'". Default: the object type. */
  readonly label: string;
  /** `param` of the 404 for an id in the path. Default `id`; payment_intent has `intent`. */
  readonly pathParam: string;
  /** True where clients choose ids (products, coupons): they are unique per account only. */
  readonly hasClientIds: boolean;
  /** Parameters of its list that select by value. Each has an index, so a filtered list costs the same at any size. */
  readonly filters: Readonly<Record<string, Filter<T, Hidden>>>;
  /** Fields that `GET .../search` may name, e.g. `{ email: text((customer) => customer.email), metadata }`. */
  readonly searchable: Readonly<Record<string, SearchField<T>>>;
  /** Paths that may be expanded (`latest_charge`, `invoice_settings.default_payment_method`). */
  readonly expandable: Readonly<Record<string, Expansion<T>>>;
  /**
   * How the object looks from outside, where that differs from what is stored: computed fields, embedded lists,
   * shapes of older API versions, what a publishable key may see. Also applied to event snapshots.
   */
  present?(object: T, view: View): T;
}

type ResourceDefinition<T extends ApiObject, Hidden> = Pick<Resource<T, Hidden>, 'idPrefix'> &
  Partial<Omit<Resource<T, Hidden>, 'object'>> & { readonly object: T['object'] };

/** Declares a kind of object. The answer is the handle by which the store is asked for it. */
export function defineResource<T extends ApiObject, Hidden = undefined>(
  definition: ResourceDefinition<T, Hidden>,
): Resource<T, Hidden> {
  return {
    label: definition.object,
    pathParam: 'id',
    hasClientIds: false,
    filters: {},
    searchable: {},
    expandable: {},
    ...definition,
  };
}

export type Method = 'GET' | 'POST' | 'DELETE';

export interface RouteDefinition<S extends Shape> {
  readonly method: Method;
  /** Template, e.g. `/v1/customers/:customer/sources/:id`. A literal segment wins over a parameter. */
  readonly path: string;
  /** Name of the permission a restricted key needs, e.g. `customer` (`rak_customer_read` for GET, else `_write`). */
  readonly permission: string;
  readonly params: Params<S>;
  /**
   * Whether a browser may call it with a publishable key: `open` (tokens, payment methods), or `client_secret` (the
   * object named by the first path parameter must have the `client_secret` that was passed; declare the parameter).
   */
  readonly publishable?: 'open' | 'client_secret';
  /** Whether the key of a mobile app may call it, about its own customer. */
  readonly ephemeral?: true;
  /** The first API version that no longer has the call, e.g. `2025-03-31.basil` for usage records. */
  readonly removedIn?: string;
  /** Answers the API object, unexpanded: expansion, presentation and JSON are the core's. Synchronous. */
  handle(ctx: RequestContext<Infer<Params<S>>>): object;
}

export interface Route extends Omit<RouteDefinition<Shape>, 'handle'> {
  handle(ctx: RequestContext<never>): object;
}

/** Declares one call of the API. */
export function route<S extends Shape>(definition: RouteDefinition<S>): Route {
  return definition;
}

export interface PageResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** HTML unless a content-type header says otherwise. */
  readonly body?: string | Uint8Array;
  /** Answers 303 to this address. */
  readonly redirect?: string;
}

/** A page for people (hosted onboarding, 3D Secure, `/v3/`): no API key; its address is its secret. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Runs as one transaction like a route; a thrown StripeError undoes it and shows its message. */
  handle(ctx: PageContext): PageResponse;
  /** Shows a refusal in place, once the refused transaction is undone (or kept, as declines are). Default: a plain page. */
  refused?(ctx: PageContext, refusal: StripeError): PageResponse;
}

export type JsonArgs = Readonly<Record<string, string | number | boolean | null>>;

/** Something that happens later, found by name, so that it survives a restart. */
export interface Action<Args extends JsonArgs = JsonArgs> {
  readonly name: string;
  /** Whether the webhooks of what it did are delivered before anything else happens by the clock. */
  readonly isPaced?: boolean;
  run(ctx: Context, args: Args): void;
}

/**
 * Declares what `ctx.schedule` can plan.
 * @param name unique among all families, e.g. `payout.arrive`
 * @param run receives a context whose `now` is the planned time, whatever the hour it really runs at
 */
export function action<Args extends JsonArgs>(
  name: string,
  run: (ctx: Context, args: Args) => void,
  options: Pick<Action, 'isPaced'> = {},
): Action<Args> {
  return { name, run, ...options };
}

/** Makes an event of one type happen, with everything it needs, for `POST /_emulator/trigger`. */
export type Trigger = (ctx: Context, overrides: RawHash) => void;

/**
 * What a family does when an event happens, whoever caused it: in the same transaction, as the same account, right
 * after the event was recorded. By it an upper family hears of a lower one (invoices of payment intents) which knows
 * nothing of it.
 */
export type Reaction = (ctx: Context, object: ApiObject) => void;

/** A family of resources: one folder, one entry in `resources/index.ts`. */
export interface Family {
  readonly name: string;
  readonly resources: readonly Resource<never, never>[];
  readonly routes: readonly Route[];
  readonly pages?: readonly Page[];
  readonly actions?: readonly Action<never>[];
  /** Event types it emits: for coverage, and refused by `emit` nowhere else. */
  readonly events?: readonly EventType[];
  readonly triggers?: Partial<Record<TriggerType, Trigger>>;
  readonly reactions?: Partial<Record<EventType, Reaction>>;
  /** Runs once per platform account on an empty store (and after a reset): creates what a new account has. */
  setup?(ctx: Context): void;
}

/** Declares a family. */
export function defineFamily(
  family: Omit<Family, 'resources' | 'actions'> & {
    readonly resources: readonly unknown[];
    readonly actions?: readonly unknown[];
  },
): Family {
  return family as Family;
}
