import type { Context } from './context.js';
import { Heap } from './heap.js';
import { scheduledActions, type ScheduledAction } from './internal-resources.js';
import type { Action, JsonArgs } from './resource.js';
import type { Observer, Row, Store } from './store.js';

export interface Due {
  readonly row: Row<ScheduledAction, undefined>;
  readonly action: Action<never>;
}

/** What is planned, by time. The plan is rows of the store, so it is journalled and rolled back with what planned it. */
export class Scheduler implements Observer {
  private readonly heaps = new Map<string | null, Heap<Row>>();

  constructor(
    private readonly store: Store,
    private readonly actions: ReadonlyMap<string, Action<never>>,
  ) {
    store.observe('_scheduled', this);
  }

  plan(ctx: Context, at: number, action: Action<never>, args: JsonArgs, timeline: string | null): string {
    if (this.actions.get(action.name) !== action) throw new Error(`action ${action.name} is in no family's actions`);
    const id = ctx.id('_sched');
    const platform = ctx.platform.id;
    const object = { id, object: '_scheduled', at, action: action.name, args, platform, timeline } as const;
    this.store.insert(scheduledActions, ctx.account, at, object, undefined);
    return id;
  }

  cancel(id: string): void {
    const row = this.store.locate(id);
    if (row?.resource.object === '_scheduled') this.store.purge(row);
  }

  /** Unix seconds of the earliest plan of a timeline. */
  nextAt(timeline: string | null = null): number | undefined {
    const heap = this.heaps.get(timeline);
    for (let next = heap?.peek(); next !== undefined; next = heap?.peek()) {
      if (!this.store.isPurged(next.value)) return next.key;
      heap?.pop();
    }
    return undefined;
  }

  /** The earliest plan; the caller runs it and purges its row in one transaction. */
  take(timeline: string | null = null): Due | undefined {
    if (this.nextAt(timeline) === undefined) return undefined;
    const row = this.heaps.get(timeline)?.pop() as unknown as Row<ScheduledAction, undefined> | undefined;
    const action = row === undefined ? undefined : this.actions.get(row.object.action);
    if (row === undefined || action === undefined) return undefined;
    return { row, action };
  }

  /** The plan that was made last for an action, whichever timeline it is on. */
  latest(action: string): Due | undefined {
    let latest: Row<ScheduledAction, undefined> | undefined;
    for (const heap of this.heaps.values())
      for (const row of heap.values as unknown as readonly Row<ScheduledAction, undefined>[])
        if (row.object.action === action && !this.store.isPurged(row))
          if (latest === undefined || row.seq > latest.seq) latest = row;
    const declared = this.actions.get(action);
    return latest === undefined || declared === undefined ? undefined : { row: latest, action: declared };
  }

  /** What is planned for an object by the emulator's clock, the earliest of it. @param id in the plan's arguments */
  earliestFor(id: string): Due | undefined {
    let earliest: Row<ScheduledAction, undefined> | undefined;
    for (const row of (this.heaps.get(null)?.values ?? []) as unknown as readonly Row<ScheduledAction, undefined>[])
      if (Object.values(row.object.args).includes(id) && !this.store.isPurged(row))
        if (earliest === undefined || row.object.at < earliest.object.at) earliest = row;
    const action = earliest === undefined ? undefined : this.actions.get(earliest.object.action);
    return earliest === undefined || action === undefined ? undefined : { row: earliest, action };
  }

  added(row: Row): void {
    const { at, timeline } = row.object as unknown as ScheduledAction;
    let heap = this.heaps.get(timeline);
    if (heap === undefined) this.heaps.set(timeline, (heap = new Heap()));
    heap.push(at, row);
  }

  /** Nothing to do: a purged row is skipped when its time comes. */
  removed(): void {
    return;
  }

  reset(): void {
    this.heaps.clear();
  }
}
