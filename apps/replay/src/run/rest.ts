import { setTimeout as sleep } from 'node:timers/promises';
import type { RunFile } from '@guildhall/launcher';
import { EmulatorControl, Settlement } from '@guildhall/testing';
import type { Patience } from './patience.js';
import type { Progress } from './progress.js';

/** Nothing became less for this long: something is stuck. A webhook that failed once is tried again within 10 minutes. */
const GIVE_UP_AFTER_MS = 240_000;
const QUIET_ROUNDS = 3;
const PAUSE_MS = 150;

/** Waits until Stripe has told everything, everything that was told is applied, and everything that was asked is answered. */
export class Rest {
  private readonly settlement: Settlement;
  private readonly emulator: EmulatorControl;

  constructor(
    run: RunFile,
    private readonly patience: Patience,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {
    this.emulator = new EmulatorControl(run.urls['stripe-emulator']);
    this.settlement = new Settlement(run.databaseUrl, this.emulator);
  }

  /** @returns what was left when nothing moved any more; null when everything is at rest */
  async reached(): Promise<string | null> {
    let [least, movedAt, saidAt] = [Number.POSITIVE_INFINITY, Date.now(), Date.now()];
    for (let quiet = 0; quiet < QUIET_ROUNDS;) {
      this.signal.throwIfAborted();
      const waiting = await this.patience.with(() => this.emulator.flush());
      const { events, operations, domainEvents } = await this.patience.with(() => this.settlement.unfinished());
      const left = waiting + events + operations + domainEvents;
      const text = `${waiting} deliveries, ${events} events, ${operations} operations, ${domainEvents} domain events`;
      quiet = left === 0 ? quiet + 1 : 0;
      if (left < least) [least, movedAt] = [left, Date.now()];
      if (left === 0) least = Number.POSITIVE_INFINITY;
      else if (Date.now() - movedAt > GIVE_UP_AFTER_MS) return `nothing moves any more: ${text} are left`;
      if (Date.now() - saidAt > 2_000) {
        saidAt = Date.now();
        this.progress.say(`settling: ${text} to go`);
      }
      await sleep(PAUSE_MS, undefined, { signal: this.signal });
    }
    return null;
  }
}
