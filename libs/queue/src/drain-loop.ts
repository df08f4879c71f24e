export interface DrainOptions {
  readonly name: string;
  /** Does some of the work that is due in PostgreSQL. @returns whether there may be more at once */
  readonly pass: () => Promise<boolean>;
  /** The backstop: a pass is made this often, whether anyone rang or not. */
  readonly sweepEveryMs: number;
  /** Passes that may run at the same time. @default 1 */
  readonly concurrency?: number;
  readonly onError: (error: unknown) => void;
}

const PAUSE_AFTER_ERROR_MS = 500;

/**
 * Turns rings and a timer into passes over the work in PostgreSQL. A ring during a pass causes another pass, so work
 * committed before a ring is always seen; a lost ring costs at most one sweep interval.
 */
export class DrainLoop {
  private readonly running = new Set<Promise<void>>();
  private sweep: NodeJS.Timeout | undefined;
  private rung = false;
  private stopped = true;

  constructor(private readonly options: DrainOptions) {}

  start(): void {
    this.stopped = false;
    // Processes that start together do not sweep together.
    const every = this.options.sweepEveryMs * (0.9 + Math.random() * 0.2);
    this.sweep = setInterval(() => {
      this.wake();
    }, every);
    this.wake();
  }

  /** Cheap; may be called at any rate. */
  wake(): void {
    if (this.stopped) return;
    if (this.running.size >= (this.options.concurrency ?? 1)) {
      this.rung = true;
      return;
    }
    const run = this.drain().finally(() => {
      this.running.delete(run);
      if (this.rung) {
        this.rung = false;
        this.wake();
      }
    });
    this.running.add(run);
  }

  /** Lets the current passes finish, then rests. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweep);
    await Promise.all(this.running);
  }

  private async drain(): Promise<void> {
    let more = true;
    while (more && !this.stopped) {
      try {
        more = await this.options.pass();
        // Work for more than one: let another pass help.
        if (more && this.running.size < (this.options.concurrency ?? 1)) this.wake();
      } catch (error) {
        this.options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
      }
    }
  }
}
