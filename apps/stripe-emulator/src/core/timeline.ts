import type { Context } from './context.js';
import type { Emulator } from './emulator.js';
import type { Due } from './scheduler.js';

/** setTimeout takes no more than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Makes what is due happen: by the running clock with one timer for the earliest, or all in order when it is advanced. */
export class Timeline {
  private timer: NodeJS.Timeout | null = null;
  private armedForMs = Infinity;
  private isAdvancing = false;
  private isWaiting = false;
  private isStopped = false;
  private lastAdvance: Promise<void> = Promise.resolve();

  constructor(private readonly emulator: Emulator) {}

  /** After each commit: something may be due earlier than the timer thinks. */
  noticeChanges(): void {
    if (this.isAdvancing || this.isWaiting || this.isStopped) return;
    if (this.nextMs() < this.armedForMs) this.arm();
  }

  /** Sets the timer for what is due next. */
  arm(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.armedForMs = Infinity;
    if (this.isStopped || this.isAdvancing || this.isWaiting) return;
    const next = this.nextMs();
    const waitMs = next - this.emulator.clock.nowMs;
    if (next === Infinity || (waitMs > 0 && this.emulator.clock.isFrozen)) return;
    this.armedForMs = next;
    this.timer = setTimeout(
      () => {
        this.tick();
      },
      Math.min(Math.max(waitMs, 0), LONGEST_TIMER_MS),
    );
    this.timer.unref();
  }

  /**
   * Moves the clock to a time. Everything planned until then happens on the way, in order, each at its own time;
   * webhook retries that fall due are attempted and waited for.
   */
  advanceTo(targetMs: number): Promise<void> {
    const advance = this.lastAdvance.then(() => this.walkTo(targetMs));
    this.lastAdvance = advance.catch(() => undefined);
    return advance;
  }

  /**
   * What is planned for an object happens now, the earliest of it: the clock stays where it is, for everybody else.
   * @returns the action's name; null when nothing is planned
   */
  hasten(objectId: string): string | null {
    const { emulator } = this;
    const due = emulator.scheduler.earliestFor(objectId);
    if (due === undefined) return null;
    const { id, action, args, platform } = due.row.object;
    const ctx = emulator.context(due.row.account, emulator.platforms.byId(platform));
    emulator.transaction(() => {
      emulator.scheduler.cancel(id);
      due.action.run(ctx, args as never);
    });
    return action;
  }

  /** Runs a test clock's plans, inside the caller's transaction. */
  runTestClock(ctx: Context, timeline: string, until: number): void {
    const { scheduler } = this.emulator;
    for (
      let next = scheduler.nextAt(timeline);
      next !== undefined && next <= until;
      next = scheduler.nextAt(timeline)
    ) {
      const due = scheduler.take(timeline);
      if (due !== undefined) this.run(due, ctx);
    }
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private nextMs(): number {
    const { scheduler, webhooks } = this.emulator;
    const action = scheduler.nextAt();
    return Math.min(action === undefined ? Infinity : action * 1000, webhooks.nextDueMs());
  }

  private tick(): void {
    this.timer = null;
    const { scheduler, webhooks, clock } = this.emulator;
    for (let next = scheduler.nextAt(); next !== undefined && next * 1000 <= clock.nowMs; next = scheduler.nextAt())
      if (this.runNext()) {
        void this.goOnAfterDelivery();
        return;
      }
    webhooks.attemptDue();
    this.arm();
  }

  /** Lets webhooks arrive before what is due next, as a receiver may want to act first. */
  private async goOnAfterDelivery(): Promise<void> {
    this.isWaiting = true;
    try {
      this.emulator.webhooks.attemptDue();
      await this.emulator.webhooks.settled();
    } finally {
      this.isWaiting = false;
      this.arm();
    }
  }

  private async walkTo(targetMs: number): Promise<void> {
    const { scheduler, webhooks, clock } = this.emulator;
    this.isAdvancing = true;
    try {
      for (;;) {
        const action = (scheduler.nextAt() ?? Infinity) * 1000;
        const delivery = webhooks.nextDueMs();
        const next = Math.min(action, delivery);
        if (next > targetMs || next === Infinity) break;
        clock.moveTo(next);
        if (action > delivery || this.runNext()) {
          webhooks.attemptDue();
          await webhooks.settled();
        }
      }
      clock.moveTo(targetMs);
      this.emulator.transaction(() => {
        this.emulator.saveClock();
      });
    } finally {
      this.isAdvancing = false;
      this.arm();
    }
  }

  /** @returns whether its webhooks come before anything else */
  private runNext(): boolean {
    const { emulator } = this;
    const due = emulator.scheduler.take();
    if (due === undefined) return false;
    const { row } = due;
    const ctx = emulator.context(row.account, emulator.platforms.byId(row.object.platform), row.object.at);
    try {
      emulator.transaction(() => {
        if (this.isAdvancing) emulator.saveClock();
        this.run(due, ctx);
      });
    } catch (error) {
      // The plan is dropped, or it would fail for ever; the log says why.
      emulator.transaction(() => {
        emulator.scheduler.cancel(row.object.id);
      });
      console.error(`scheduled action ${row.object.action} failed`, error);
    }
    return due.action.isPaced === true;
  }

  private run({ row, action }: Due, ctx: Context): void {
    const { account } = row;
    const { at, args, timeline } = row.object;
    this.emulator.scheduler.cancel(row.object.id);
    const own = ctx.now === at ? ctx.as(account) : this.emulator.context(account, ctx.platform, at);
    action.run(own.at(at, timeline), args as never);
  }
}
