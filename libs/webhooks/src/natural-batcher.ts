export interface NaturalBatcherOptions<Item, Outcome> {
  /** Batches under way at the same time: one connection each. */
  readonly lanes: number;
  readonly maxItems: number;
  /** @returns one outcome per item, in the same order; when it throws, every item of the batch gets that error */
  readonly write: (items: readonly Item[]) => Promise<readonly Outcome[]>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts items that come at the same time into one write: whenever a lane is free it takes all that is waiting. There is
 * no timer, so a lone item waits for nothing, and under load batches grow by themselves.
 */
export class NaturalBatcher<Item, Outcome = void> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private busyLanes = 0;
  private flushPlanned = false;
  private whenIdle: (() => void)[] = [];

  constructor(private readonly options: NaturalBatcherOptions<Item, Outcome>) {}

  get waitingCount(): number {
    return this.waiting.length;
  }

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.planFlush();
    });
  }

  /** Resolves when everything that was added has been written. */
  async idle(): Promise<void> {
    if (this.busyLanes === 0 && this.waiting.length === 0) return;
    await new Promise<void>((resolve) => this.whenIdle.push(resolve));
  }

  /** After the requests that the event loop has at hand: they share the batch, and nobody waits for the clock. */
  private planFlush(): void {
    if (this.flushPlanned || this.busyLanes >= this.options.lanes) return;
    this.flushPlanned = true;
    setImmediate(() => {
      this.flushPlanned = false;
      this.flush();
    });
  }

  private flush(): void {
    while (this.busyLanes < this.options.lanes && this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.options.maxItems);
      this.busyLanes += 1;
      void this.write(batch).finally(() => {
        this.busyLanes -= 1;
        if (this.waiting.length > 0) this.planFlush();
        else if (this.busyLanes === 0)
          this.whenIdle.splice(0).forEach((resolve) => {
            resolve();
          });
      });
    }
  }

  private async write(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.options.write(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, place) => {
        resolve(outcomes[place] as Outcome);
      });
    } catch (error) {
      batch.forEach(({ reject }) => {
        reject(error);
      });
    }
  }
}
