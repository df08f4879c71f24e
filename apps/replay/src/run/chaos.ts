import { setTimeout as sleep } from 'node:timers/promises';
import type { House, ProcessName } from '@guildhall/launcher';
import { SeededRandom } from './seeded-random.js';

/** Who takes the orders and who acts on what Stripe tells come first and most often; every round is shuffled. */
const ROUNDS: readonly (readonly ProcessName[])[] = [
  ['buyer-checkout-api', 'worker'],
  ['buyer-checkout-api', 'worker', 'admin-api', 'seller-onboarding-api'],
];

const BACK_WITHIN_MS = 60_000;

export interface ChaosOptions {
  readonly seed: string;
  /** Milliseconds between two kills: at least, at most. */
  readonly pause: readonly [number, number];
  /** @default no end */
  readonly most?: number;
  readonly say: (text: string) => void;
}

export interface Kill {
  readonly process: ProcessName;
  readonly afterMs: number;
}

/** Kills APIs and the worker with SIGKILL, drawn from a seed as are the pauses between. */
export class Chaos {
  readonly kills: Kill[] = [];
  private readonly over = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly house: Pick<House, 'process' | 'urls'>,
    private readonly options: ChaosOptions,
  ) {}

  start(): void {
    this.running = this.rage();
  }

  /** Resolves when everything that was killed is back. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.running;
    const back = AbortSignal.timeout(BACK_WITHIN_MS);
    for (const name of new Set(this.kills.map((kill) => kill.process))) await this.untilReady(name, back);
  }

  private async rage(): Promise<void> {
    const random = new SeededRandom(`chaos ${this.options.seed}`);
    const started = Date.now();
    const {
      pause: [least, longest],
      most = Number.POSITIVE_INFINITY,
    } = this.options;
    const { signal } = this.over;
    for (const process of victims(random)) {
      if (this.kills.length >= most) return;
      const pause = random.between(least, longest);
      try {
        await sleep(pause, undefined, { signal });
        // What is still coming up is let up first, or nothing would ever be done.
        await this.untilReady(process, signal);
      } catch {
        return;
      }
      await this.house.process(process).kill();
      const afterMs = Date.now() - started;
      this.kills.push({ process, afterMs });
      this.options.say(`chaos: SIGKILL to ${process} after ${(afterMs / 1000).toFixed(1)} s`);
    }
  }

  private async untilReady(name: ProcessName, signal: AbortSignal): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.house.urls[name]}/health/ready`, { signal }).catch(() => null);
      if (response?.ok === true) return;
      await sleep(100, undefined, { signal });
    }
  }
}

function* victims(random: SeededRandom): Generator<ProcessName, never> {
  for (let round = 0; ; round += 1) yield* random.shuffled(ROUNDS[round % ROUNDS.length] ?? []);
}
