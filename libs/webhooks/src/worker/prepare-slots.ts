/**
 * Bounds how many handlers ask Stripe at the same time: over all, and per connected account, so that one account whose
 * answers take half a minute leaves room for the others.
 */
export class PrepareSlots {
  private total = 0;
  private readonly perAccount = new Map<string, number>();
  private waiting: { readonly account: string; readonly start: () => void }[] = [];

  constructor(
    private readonly max: number,
    private readonly maxPerAccount: number,
  ) {}

  async run<Result>(account: string, work: () => Promise<Result>): Promise<Result> {
    if (this.isFull(account)) {
      await new Promise<void>((start) => this.waiting.push({ account, start }));
    } else this.take(account);
    try {
      return await work();
    } finally {
      this.giveBack(account);
    }
  }

  private isFull(account: string): boolean {
    return this.total >= this.max || this.inUse(account) >= this.maxPerAccount;
  }

  private inUse(account: string): number {
    return this.perAccount.get(account) ?? 0;
  }

  private take(account: string): void {
    this.total += 1;
    this.perAccount.set(account, this.inUse(account) + 1);
  }

  private giveBack(account: string): void {
    this.total -= 1;
    const left = this.inUse(account) - 1;
    if (left === 0) this.perAccount.delete(account);
    else this.perAccount.set(account, left);
    const next = this.waiting.findIndex((waiter) => !this.isFull(waiter.account));
    if (next === -1) return;
    const [waiter] = this.waiting.splice(next, 1);
    if (waiter === undefined) return;
    this.take(waiter.account);
    waiter.start();
  }
}
