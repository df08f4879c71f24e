import { setTimeout as sleep } from 'node:timers/promises';
import type { House, ProcessName } from '@guildhall/launcher';
import { SeededRandom } from './seeded-random.js';

const VICTIMS: [ProcessName, ...ProcessName[]] = ['buyer-checkout-api', 'worker', 'admin-api', 'seller-onboarding-api'];

export interface ChaosOptions {
  readonly seed: string;
  /** Milliseconds between two kills: at least, at most. */
  readonly pause: readonly [number, number];
  readonly say: (text: string) => void;
}

export interface Kill {
  readonly process: ProcessName;
  readonly afterMs: number;
}

/** Kills APIs and the worker with SIGKILL at moments drawn from a seed, half of the time the API that takes the orders. */
export class Chaos {
  readonly kills: Kill[] = [];
  private readonly over = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly house: Pick<House, 'process'>,
    private readonly options: ChaosOptions,
  ) {}

  start(): void {
    this.running = this.rage();
  }

  /** Resolves when everything that was killed is back. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.running;
    for (const name of new Set(this.kills.map((kill) => kill.process))) await this.house.process(name).whenReady();
  }

  private async rage(): Promise<void> {
    const random = new SeededRandom(`chaos ${this.options.seed}`);
    const started = Date.now();
    const [least, most] = this.options.pause;
    for (;;) {
      const pause = random.between(least, most);
      const process = random.next() < 0.5 ? VICTIMS[0] : random.pick(VICTIMS);
      const isOver = await sleep(pause, false, { signal: this.over.signal }).catch(() => true);
      if (isOver) return;
      await this.house.process(process).kill();
      const afterMs = Date.now() - started;
      this.kills.push({ process, afterMs });
      this.options.say(`chaos: SIGKILL to ${process} after ${(afterMs / 1000).toFixed(1)} s`);
    }
  }
}
