import { RequestBudget, RequestBudgetExhausted } from './request-budget.js';

describe('RequestBudget', () => {
  it('lets a burst through at once and the rest at the rate', async () => {
    const budget = new RequestBudget(50);
    const started = performance.now();
    await Promise.all(Array.from({ length: 60 }, async () => budget.take(0)));
    const tookMs = performance.now() - started;
    expect(tookMs).toBeGreaterThanOrEqual(150); // ten more than the burst, 20 ms apart
  });

  it('serves buyers before jobs, and equals in the order they came', async () => {
    const budget = new RequestBudget(20);
    for (let taken = 0; taken < 20; taken += 1) void budget.take(0);
    const served: string[] = [];
    const ask = async (name: string, priority: number) => {
      await budget.take(priority);
      served.push(name);
    };
    await Promise.all([ask('job 1', 20), ask('job 2', 20), ask('buyer 1', 0), ask('operator', 10), ask('buyer 2', 0)]);
    expect(served).toEqual(['buyer 1', 'buyer 2', 'operator', 'job 1', 'job 2']);
  });

  it('says so when the wait is too long, and forgets the request', async () => {
    const budget = new RequestBudget(1, 30);
    void budget.take(0);
    await expect(budget.take(0)).rejects.toThrow(RequestBudgetExhausted);
  });

  it('holds everybody back for a moment after a 429', async () => {
    const budget = new RequestBudget(1_000);
    budget.pause(100);
    const started = performance.now();
    await budget.take(0);
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  });
});
