/** The request waited longer than it may; it was not sent. */
export class RequestBudgetExhausted extends Error {
  constructor(waitedMs: number) {
    super(`no room within Stripe's rate limit for ${waitedMs} ms; the request was not sent`);
    this.name = 'RequestBudgetExhausted';
  }
}

interface Waiting {
  readonly priority: number;
  readonly go: () => void;
}

/** A token bucket with priorities: keeps this process under Stripe's rate limit, buyers before jobs. */
export class RequestBudget {
  private tokens: number;
  private refilledAt = performance.now();
  private pausedUntil = 0;
  private readonly waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly perSecond: number,
    private readonly longestWaitMs = 20_000,
  ) {
    this.tokens = perSecond;
  }

  /**
   * Resolves when a request may be sent. Lower priorities go first, equal ones in the order they came.
   * @throws RequestBudgetExhausted when the wait gets too long
   */
  take(priority: number): Promise<void> | undefined {
    this.refill();
    if (this.waiting.length === 0 && this.tokens >= 1 && performance.now() >= this.pausedUntil) {
      this.tokens -= 1;
      return undefined; // no promise, no turn of the event loop: the usual case costs nothing
    }
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(new RequestBudgetExhausted(this.longestWaitMs));
      }, this.longestWaitMs);
      const entry: Waiting = {
        priority,
        go: () => {
          clearTimeout(tooLong);
          resolve();
        },
      };
      const behind = this.waiting.findIndex((other) => other.priority > priority);
      this.waiting.splice(behind === -1 ? this.waiting.length : behind, 0, entry);
      this.schedule();
    });
  }

  /** Stripe said 429: everybody holds back for a moment. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, performance.now() + ms);
    this.tokens = Math.min(this.tokens, 1);
  }

  private schedule(): void {
    if (this.timer !== undefined || this.waiting.length === 0) return;
    const untilToken = this.tokens >= 1 ? 0 : ((1 - this.tokens) * 1_000) / this.perSecond;
    const delay = Math.max(untilToken, this.pausedUntil - performance.now(), 1);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.release();
    }, delay);
  }

  private release(): void {
    this.refill();
    while (this.tokens >= 1 && performance.now() >= this.pausedUntil) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.tokens -= 1;
      next.go();
    }
    this.schedule();
  }

  private refill(): void {
    const now = performance.now();
    this.tokens = Math.min(this.perSecond, this.tokens + ((now - this.refilledAt) * this.perSecond) / 1_000);
    this.refilledAt = now;
  }
}
