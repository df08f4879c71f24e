import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { EmulatorControl } from './emulator-control.js';
import { questions } from './questions.js';

/** What is still to be done, by kind. All zero means that nothing will change any more by itself. */
export interface Unfinished {
  readonly events: number;
  readonly operations: number;
  readonly domainEvents: number;
}

/** Watches the house come to rest: every event applied, every operation settled, every domain event handled. */
export class Settlement {
  private readonly database: Pool;

  constructor(
    databaseUrl: string,
    private readonly emulator: EmulatorControl,
  ) {
    this.database = questions(databaseUrl);
  }

  /**
   * Lets Stripe deliver and waits until nothing is left to do. Handling an event may cause new calls and so new events,
   * so it goes round until a whole round has found nothing.
   * @param deliver how the emulator's events get out; nothing to do when it delivers by itself
   */
  async reach(deliver: () => Promise<void>, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    let pauseMs = 25;
    for (let quietRounds = 0; quietRounds < 2;) {
      await deliver();
      const waiting = await this.emulator.flush();
      const unfinished = await this.unfinished();
      const isQuiet = waiting === 0 && unfinished.events + unfinished.operations + unfinished.domainEvents === 0;
      quietRounds = isQuiet ? quietRounds + 1 : 0;
      if (isQuiet) continue;
      if (Date.now() > deadline) throw new Error(`did not come to rest: ${JSON.stringify({ waiting, ...unfinished })}`);
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 1.5, 200); // asking takes time from those who work
    }
  }

  async unfinished(): Promise<Unfinished> {
    const { rows } = await this.database.query<Unfinished>(
      `SELECT (SELECT count(*)::int FROM stripe_event WHERE state = 'pending') AS events,
           (SELECT count(*)::int FROM stripe_operation WHERE state IN ('pending', 'sending', 'ambiguous')) AS operations,
           (SELECT count(*)::int FROM domain_event WHERE state = 'pending') AS "domainEvents"`,
    );
    return rows[0] ?? { events: 0, operations: 0, domainEvents: 0 };
  }
}
