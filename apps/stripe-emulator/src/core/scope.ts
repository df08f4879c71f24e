import type Stripe from 'stripe';
import type { Book } from './book.js';
import type { Context } from './context.js';
import type { IdGenerator } from './ids.js';
import type { RawHash } from './params.js';
import type { Action, ApiObject, EventType, JsonArgs, Method, Resource } from './resource.js';
import type { Store } from './store.js';
import type { CliSessionRequest } from '../stripe-cli/cli-sessions.js';
import type { ResendTo } from '../webhooks/webhooks.js';
import type { ThinEvent, ThinEventDraft } from './thin-events.js';

/** The account that an API key belongs to. */
export interface Platform {
  readonly id: string;
  /** ISO 3166, e.g. `US`. */
  readonly country: string;
  /** Lower case, e.g. `usd`. */
  readonly defaultCurrency: string;
}

export interface ApiKey {
  /** `internal` for pages, scheduled actions and triggers, which may do everything. */
  readonly kind: 'secret' | 'restricted' | 'publishable' | 'ephemeral' | 'internal';
  readonly value: string;
}

/** Why something happens; events carry it. */
export interface Cause {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

/** What the core offers to contexts; resource code uses `Context` instead. */
export interface Engine {
  readonly store: Store;
  readonly ids: IdGenerator;
  readonly book: Book;
  /** The address at which the emulator is reached, e.g. `http://127.0.0.1:12111`: for links to hosted pages. */
  readonly baseUrl: string;
  /** The JSON of `--config FILE`: `{}` without one. Families read their own key. */
  readonly config: Readonly<Record<string, unknown>>;
  resource(object: string): Resource | undefined;
  /** The platform that an account is, or is connected to. */
  platformOf(account: string): Platform;
  recordEvent(ctx: Context, type: EventType, object: ApiObject, before: ApiObject | undefined): Stripe.Event;
  /** Records an event of `/v2` and plans its deliveries. */
  recordThinEvent(ctx: Context, draft: ThinEventDraft): ThinEvent;
  /** Plans to deliver it to one endpoint, whatever that takes. */
  deliverThinEvent(ctx: Context, event: ThinEvent, endpoint: string): void;
  /** Plans to deliver an event again. @returns to how many endpoints */
  resendEvent(ctx: Context, event: Stripe.Event, to: ResendTo): number;
  /** Opens a session of the Stripe CLI. @returns what Stripe answers */
  openCliSession(ctx: Context, request: CliSessionRequest): object;
  schedule(ctx: Context, atSeconds: number, action: Action<never>, args: JsonArgs, timeline: string | null): string;
  cancelScheduled(id: string): void;
  /** Runs a call of the API inside the caller's transaction. @returns what its handler answers, unexpanded */
  call(ctx: Context, method: Method, path: string, params: RawHash): object;
  /** Runs the latest plan of an action at once. @returns false when there is none */
  hasten(ctx: Context, action: string): boolean;
  runTimeline(ctx: Context, timeline: string, untilSeconds: number): void;
  /** Unix seconds of what a test clock has planned next. */
  nextPlanned(timeline: string): number | undefined;
}

export interface Scope {
  readonly account: string;
  readonly platform: Platform;
  readonly apiVersion: string;
  /** False where the request named no version and got the default. */
  readonly isVersionNamed?: boolean;
  /** The version events are rendered in: the account's default, whatever this request asked for. */
  readonly eventVersion: string;
  readonly key: ApiKey;
  /** Unix seconds; one moment for the whole request. */
  readonly now: number;
  /** The test clock whose time `now` is; absent or null for the emulator's own. */
  readonly timeline?: string | null;
  readonly cause: Cause;
}
