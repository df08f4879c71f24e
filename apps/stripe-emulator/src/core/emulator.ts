import type Stripe from 'stripe';
import { API_VERSION } from './api-version.js';
import { Book } from './book.js';
import { Clock } from './clock.js';
import { Context, type ApiKey, type Cause, type Engine, type Platform, type Scope } from './context.js';
import { StripeError } from './errors.js';
import { recordEvent } from './events.js';
import { Faults } from './faults.js';
import { IdGenerator } from './ids.js';
import { clockRows, CORE, type ClockRow } from './internal-resources.js';
import { FileJournal, memoryJournal, type Journal } from './journal.js';
import type { KeyEntry } from './key-file.js';
import { Platforms } from './platforms.js';
import { Registry } from './registry.js';
import { RequestContext } from './request-context.js';
import { RequestLog } from './request-log.js';
import type { ApiObject, Family } from './resource.js';
import { Scheduler } from './scheduler.js';
import { Snapshots } from './snapshots.js';
import { Store } from './store.js';
import { thinEventOf, thinEvents } from './thin-events.js';
import { Timeline } from './timeline.js';
import { CliSessions } from '../stripe-cli/cli-sessions.js';
import { Webhooks } from '../webhooks/webhooks.js';

export interface EmulatorSettings {
  readonly families: readonly Family[];
  /** Where the journal lives; null keeps none. */
  readonly dataDirectory: string | null;
  readonly seed: string | undefined;
  readonly country: string;
  /** Null: any well-formed test key opens the default platform account. */
  readonly keys: readonly KeyEntry[] | null;
  readonly config: Readonly<Record<string, unknown>>;
  /** Catches handlers that change objects in place; costs time. */
  readonly freezesObjects: boolean;
  readonly compactAtBytes?: number | undefined;
  /** Sees what each call of the API answers: for tests of the emulator's conformance. */
  readonly onAnswer?: AnswerObserver | undefined;
}

/** What a call answered, and who asked. */
export interface ObservedAnswer {
  readonly method: string;
  /** The route's template, e.g. `/v1/customers/:id`. */
  readonly path: string;
  readonly status: number;
  readonly body: object;
  readonly apiVersion: string;
  readonly isPublishable: boolean;
}
export type AnswerObserver = (answer: ObservedAnswer) => void;

const INTERNAL_KEY: ApiKey = { kind: 'internal', value: '' };

/** The parts of the emulator and the one way to change anything: `transaction`. */
export class Emulator {
  readonly store: Store;
  readonly clock = new Clock();
  readonly ids: IdGenerator;
  readonly book: Book;
  readonly registry: Registry;
  readonly scheduler: Scheduler;
  readonly webhooks: Webhooks;
  readonly cliSessions: CliSessions;
  readonly timeline: Timeline;
  readonly platforms: Platforms;
  readonly faults: Faults;
  readonly requests = new RequestLog();
  readonly snapshots: Snapshots;
  readonly engine: Engine;
  readonly journal: Journal;
  baseUrl = '';

  constructor(readonly settings: EmulatorSettings) {
    this.store = new Store(settings.freezesObjects);
    this.ids = new IdGenerator(settings.seed);
    this.registry = new Registry(settings.families);
    this.book = new Book(this.store);
    this.scheduler = new Scheduler(this.store, this.registry.actions);
    this.faults = new Faults(settings.seed);
    this.webhooks = new Webhooks(this);
    this.cliSessions = new CliSessions(this);
    this.engine = this.createEngine();
    this.timeline = new Timeline(this);
    this.platforms = new Platforms(this, settings.keys, settings.country);
    this.snapshots = new Snapshots(this);
    this.journal = this.openJournal();
    const clock = this.store.row(clockRows, CORE, '_clock');
    if (clock !== undefined) this.clock.state = clock.object;
    this.platforms.setUp();
  }

  /** A context that may do everything, for work that no request asked for. */
  context(account: string, platform: Platform, now = this.clock.now, cause?: Cause): Context {
    return new Context(this.engine, this.scope({ account, platform, now, cause }));
  }

  scope(scope: Pick<Scope, 'account' | 'platform'> & { now?: number; cause?: Cause | undefined }): Scope {
    return {
      account: scope.account,
      platform: scope.platform,
      apiVersion: API_VERSION,
      eventVersion: API_VERSION,
      key: INTERNAL_KEY,
      now: scope.now ?? this.clock.now,
      cause: scope.cause ?? { requestId: null, idempotencyKey: null },
    };
  }

  /**
   * Runs synchronous work as one transaction: all its changes are one journal record, or none happened. A StripeError
   * that keeps its changes commits and is thrown on.
   */
  transaction<T>(work: () => T): T {
    this.store.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      if (error instanceof StripeError && error.keepsChanges) this.commit();
      else this.store.rollback();
      throw error;
    }
  }

  /** Writes the clock's state down; call it inside a transaction. */
  saveClock(): void {
    const object: ClockRow = { id: '_clock', object: '_clock', ...this.clock.state };
    const row = this.store.locate('_clock');
    if (row === undefined) this.store.insert(clockRows, CORE, 0, object, undefined);
    else this.store.update(row, object, undefined);
  }

  /** Back to an empty store with its platform accounts. */
  async reset(): Promise<void> {
    this.store.clear();
    this.ids.drawn = 0;
    this.clock.state = { offsetMs: 0, frozenAtMs: null };
    this.faults.clear();
    this.requests.clear();
    this.webhooks.restart();
    this.cliSessions.close();
    this.platforms.setUp();
    await this.journal.rewrite();
    this.timeline.arm();
  }

  async stop(): Promise<void> {
    this.timeline.stop();
    await this.webhooks.stop();
    await this.journal.close();
  }

  /** To thin destinations, an event of `/v1` is `v1.customer.created`, about the object and without it. */
  private echo(ctx: Context, { id, type }: { readonly id: string; readonly type: string }, object: ApiObject): void {
    if (this.webhooks.endpoints.takersOfThin(ctx, `v1.${type}`).length === 0) return;
    const url = `/v1/${object.object.replaceAll('.', '/')}s/${object.id}`;
    const related = { id: object.id, type: object.object, url };
    this.engine.recordThinEvent(ctx, { type: `v1.${type}`, related_object: related, snapshot_event: id });
  }

  private commit(): void {
    const changes = this.store.commit();
    this.journal.append(changes, this.ids.drawn);
    this.timeline.noticeChanges();
  }

  private openJournal(): Journal {
    const { dataDirectory, compactAtBytes } = this.settings;
    if (dataDirectory === null) return memoryJournal;
    const restorer = {
      resource: (object: string) => this.registry.resources.get(object),
      drawnIds: () => this.ids.drawn,
      setDrawnIds: (count: number) => {
        this.ids.drawn = count;
      },
    };
    return new FileJournal(dataDirectory, this.store, restorer, compactAtBytes);
  }

  private createEngine(): Engine {
    const baseUrl = (): string => this.baseUrl;
    return {
      store: this.store,
      ids: this.ids,
      book: this.book,
      config: this.settings.config,
      // A getter, because the address is known only once the server listens.
      get baseUrl() {
        return baseUrl();
      },
      resource: (object) => this.registry.resources.get(object),
      platformOf: (account) => this.platforms.ownerOf(account),
      recordEvent: (ctx, type, object, before) => {
        const resource = this.registry.resources.get(object.object);
        const storedAt = ctx.timeline === null ? ctx.now : this.clock.now;
        const plan = (planned: Stripe.Event): number => this.webhooks.plan(ctx, planned);
        const event = recordEvent(ctx, type, object, before, resource, plan, storedAt);
        this.echo(ctx, event, object);
        for (const react of this.registry.reactions.get(type) ?? []) react(ctx, object);
        return event;
      },
      recordThinEvent: (ctx, draft) => {
        const event = thinEventOf(ctx, draft);
        const pending = this.webhooks.planThin(ctx, event);
        return ctx.insert(thinEvents, event, { pending, hasFailed: false });
      },
      deliverThinEvent: (ctx, event, endpoint) => {
        this.webhooks.planThin(ctx, event, endpoint);
        ctx.update(thinEvents, event.id, {}, { pending: 1, hasFailed: false });
      },
      resendEvent: (ctx, event, to) => this.webhooks.resend(ctx, event, to),
      openCliSession: (ctx, request) => this.cliSessions.open(ctx, request),
      schedule: (ctx, at, action, args, timeline) => this.scheduler.plan(ctx, at, action, args, timeline),
      call: (ctx, method, path, params) => {
        const match = this.registry.router.find(method, path);
        if (match === undefined) throw new Error(`no family has ${method} ${path}`);
        const parsed = match.value.params.parse(params) as never;
        return match.value.handle(new RequestContext(this.engine, ctx.scope, parsed, match.path, path));
      },
      hasten: (ctx, action) => {
        const due = this.scheduler.latest(action);
        if (due === undefined) return false;
        this.scheduler.cancel(due.row.object.id);
        due.action.run(ctx.as(due.row.account), due.row.object.args as never);
        return true;
      },
      cancelScheduled: (id) => {
        this.scheduler.cancel(id);
      },
      runTimeline: (ctx, timeline, until) => {
        this.timeline.runTestClock(ctx, timeline, until);
      },
      nextPlanned: (timeline) => this.scheduler.nextAt(timeline),
    };
  }
}
