import type Stripe from 'stripe';
import type { Book } from './book.js';
import { resourceMissing } from './errors.js';
import type { Action, ApiObject, EventType, JsonArgs, Resource } from './resource.js';
import type { ApiKey, Engine, Platform, Scope } from './scope.js';
import type { ListQuery, Row, Store } from './store.js';
import type { View } from './view.js';

// Types only: at run time `request-context.ts` builds on this file.
export type { PageContext, RequestContext } from './request-context.js';
export type { ApiKey, Cause, Engine, Platform, Scope } from './scope.js';

/** The world as one piece of work sees it: one account, one moment, one transaction. */
export class Context {
  readonly store: Store;
  readonly book: Book;
  readonly baseUrl: string;
  readonly config: Readonly<Record<string, unknown>>;

  constructor(
    readonly engine: Engine,
    readonly scope: Scope,
  ) {
    this.store = engine.store;
    this.book = engine.book;
    this.baseUrl = engine.baseUrl;
    this.config = engine.config;
  }

  /** The account acted for: the platform, or the connected account of the `Stripe-Account` header. */
  get account(): string {
    return this.scope.account;
  }
  /** The account that owns the key. */
  get platform(): Platform {
    return this.scope.platform;
  }
  get isConnected(): boolean {
    return this.scope.account !== this.scope.platform.id;
  }
  get key(): ApiKey {
    return this.scope.key;
  }
  get apiVersion(): string {
    return this.scope.apiVersion;
  }
  /** Unix seconds. */
  get now(): number {
    return this.scope.now;
  }

  /** The test clock whose time `now` is; null for the emulator's own. */
  get timeline(): string | null {
    return this.scope.timeline ?? null;
  }

  /**
   * The same transaction at another moment: for what lives on a test clock, by whose time everything is then created
   * and planned.
   * @param now Unix seconds
   * @param timeline id of the test clock
   */
  at(now: number, timeline: string | null): Context {
    if (now === this.now && timeline === this.timeline) return this;
    return new Context(this.engine, { ...this.scope, now, timeline });
  }

  /** The same moment and transaction, seen from another account: for transfers, destination charges, fees. */
  as(account: string): Context {
    return account === this.account ? this : new Context(this.engine, { ...this.scope, account });
  }

  /** A new id, e.g. `ctx.id('cus')`. */
  id(prefix: string): string {
    return this.engine.ids.next(prefix);
  }

  /** Letters and digits nobody guesses, e.g. for client secrets. */
  secret(length: number): string {
    return this.engine.ids.secret(length);
  }

  /** Stores a new object of this account. Its place in lists is its own `created`, else now. */
  insert<T extends ApiObject>(resource: Resource<T, undefined>, object: T): T;
  insert<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, object: T, hidden: Hidden): T;
  insert<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, object: T, hidden?: Hidden): T {
    const { created } = object as { created?: unknown };
    const at = typeof created === 'number' ? created : this.now;
    return this.store.insert(resource, this.account, at, object, hidden as Hidden);
  }

  /** The object of this account, or undefined when there is none or it was deleted. */
  find<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, id: string): T | undefined {
    const row = this.store.row(resource, this.account, id);
    return row === undefined || row.isDeleted ? undefined : row.object;
  }

  /**
   * The object of this account.
   * @param param name of the parameter that held the id: the error is then a 400 about it. Without, a 404.
   * @throws StripeError `resource_missing`, also for a deleted object
   */
  require<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, id: string, param?: string): T {
    const object = this.find(resource, id);
    if (object === undefined) throw resourceMissing(resource.label, id, param, resource.pathParam);
    return object;
  }

  /** As `require`, but a deleted object answers its stub (`{ id, object, deleted: true }`), as GET does at Stripe. */
  requireOrStub<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, id: string): T {
    const row = this.store.row(resource, this.account, id);
    if (row === undefined) throw resourceMissing(resource.label, id, undefined, resource.pathParam);
    return row.object;
  }

  /** What the emulator remembers of an object beyond what Stripe shows. */
  hidden<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, id: string): Hidden {
    return this.requireRow(resource, id).hidden;
  }

  /**
   * Replaces fields of an object. @returns the new object; the old one, if you hold it, is unchanged, which is what
   * `emit(type, after, before)` wants.
   */
  update<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    id: string,
    patch: Partial<T>,
    hidden?: Hidden,
  ): T {
    const row = this.requireRow(resource, id);
    const object = { ...row.object, ...patch };
    this.store.update(row, object, hidden === undefined ? row.hidden : hidden);
    return object;
  }

  /** Deletes an object. @returns the stub that Stripe answers */
  delete<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    id: string,
  ): { id: string; object: T['object']; deleted: true } {
    const row = this.requireRow(resource, id);
    const stub = { id, object: row.object.object, deleted: true } as const;
    this.store.delete(row, stub);
    return stub;
  }

  /** All objects of this account that match the declared filters, oldest first. */
  all<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, where: NonNullable<ListQuery['where']> = {}): T[] {
    return this.store.all(resource, this.account, where).map((row) => row.object);
  }

  /**
   * Finds an object whoever owns it: for pages and scheduled work that know an id only.
   * @returns it, and a context that acts for its account and that account's platform
   */
  locate<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    id: string,
  ): { readonly ctx: Context; readonly object: T } | undefined {
    const row = this.store.locate(id);
    if (row === undefined || row.isDeleted || row.resource.object !== resource.object) return undefined;
    const scope = { ...this.scope, account: row.account, platform: this.engine.platformOf(row.account) };
    return { ctx: new Context(this.engine, scope), object: row.object as unknown as T };
  }

  /**
   * Records an event of this account; it is stored, and delivered once the transaction is committed.
   * @param object the object as it is now: a snapshot, presented as a GET would show it
   * @param before the object before the change; `previous_attributes` is the difference
   */
  emit<T extends ApiObject>(type: EventType, object: T, before?: T): Stripe.Event {
    return this.engine.recordEvent(this, type, object, before);
  }

  /**
   * Plans an action of this account. It runs once the emulator's clock has reached the time, in order of time.
   * @param at Unix seconds
   * @param timeline id of the test clock by whose time it is planned; without, the one by whose time this runs
   * @returns an id for `cancel`
   */
  schedule<Args extends JsonArgs>(
    action: Action<Args>,
    at: number,
    args: Args,
    timeline: string | null = this.timeline,
  ): string {
    return this.engine.schedule(this, at, action, args, timeline);
  }

  /** Runs what is planned on a test clock's timeline until a time, in order, each at its own time. */
  runTimeline(timeline: string, until: number): void {
    this.engine.runTimeline(this, timeline, until);
  }

  /**
   * Does work only to see what comes of it: everything it changed, planned or emitted is undone.
   * @returns the work's answer; ids in it lead nowhere
   */
  speculate<T>(work: () => T): T {
    return this.store.speculate(work);
  }

  /** Unix seconds of what is planned next on a test clock's timeline; undefined when nothing is. */
  nextPlanned(timeline: string): number | undefined {
    return this.engine.nextPlanned(timeline);
  }

  /** Unplans. An id that has run already is ignored. */
  cancel(scheduledId: string): void {
    this.engine.cancelScheduled(scheduledId);
  }

  /** How objects of this account look to whoever asks. */
  get view(): View {
    return {
      store: this.store,
      account: this.account,
      apiVersion: this.apiVersion,
      now: this.now,
      isPublishable: this.key.kind === 'publishable',
    };
  }

  private requireRow<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, id: string): Row<T, Hidden> {
    const row = this.store.row(resource, this.account, id);
    if (row === undefined || row.isDeleted) throw resourceMissing(resource.label, id, undefined, resource.pathParam);
    return row;
  }
}
