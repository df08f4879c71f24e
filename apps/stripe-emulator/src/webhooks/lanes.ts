type Task = () => Promise<void>;

/** Runs tasks by lane, at most so many of a lane at a time. Tasks must not reject. */
export class Lanes {
  private readonly active = new Map<string, number>();
  private readonly queues = new Map<string, Task[]>();
  private running = 0;
  private waiters: (() => void)[] = [];

  constructor(private readonly perLane: number) {}

  add(lane: string, task: Task): void {
    const active = this.active.get(lane) ?? 0;
    if (active < this.perLane) {
      this.start(lane, task);
      return;
    }
    const queue = this.queues.get(lane);
    if (queue === undefined) this.queues.set(lane, [task]);
    else queue.push(task);
  }

  /** Resolves when nothing runs and nothing is queued. */
  settled(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Forgets what is queued; what runs goes on. */
  clear(): void {
    this.queues.clear();
  }

  private start(lane: string, task: Task): void {
    this.active.set(lane, (this.active.get(lane) ?? 0) + 1);
    this.running += 1;
    void task().then(() => {
      this.active.set(lane, (this.active.get(lane) ?? 1) - 1);
      this.running -= 1;
      const next = this.queues.get(lane)?.shift();
      if (next !== undefined) this.start(lane, next);
      if (this.running > 0) return;
      const { waiters } = this;
      this.waiters = [];
      for (const wake of waiters) wake();
    });
  }
}
