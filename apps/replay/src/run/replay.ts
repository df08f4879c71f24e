import { join } from 'node:path';
import type { AdminApi } from '@guildhall/api-client';
import type { RunFile } from '@guildhall/launcher';
import { listProducts } from '../market/listings.js';
import { People } from '../market/people.js';
import { RefundDesk } from '../market/refund-desk.js';
import { Till } from '../market/till.js';
import type { ReplayPlan } from '../plan/replay-plan.js';
import { Accounting } from '../report/accounting.js';
import type { BaselineFigures } from '../report/baseline.js';
import type { ReplayReport } from '../report/replay-report.js';
import type { Chaos } from './chaos.js';
import { inParallel } from './in-parallel.js';
import { Journal } from './journal.js';
import { Patience } from './patience.js';
import type { Progress } from './progress.js';
import { Rest } from './rest.js';

export interface ReplayOptions {
  readonly run: RunFile;
  /** Where the replay remembers what is done. Belongs to the house: it is forgotten with it. */
  readonly directory: string;
  readonly file: { readonly name: string; readonly sha256: string };
  readonly plan: ReplayPlan;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Rages from the first listing until the last refund has been asked for. */
  readonly chaos?: Chaos;
}

/** Takes a plan through a running house and compares what came of it. Can be stopped anywhere and run again. */
export class Replay {
  private readonly journal: Journal;
  private readonly patience: Patience;
  private readonly people: People;
  private readonly rest: Rest;
  private settleMs = 0;
  private orderMs = 0;

  constructor(private readonly options: ReplayOptions) {
    const { run, directory, file, signal, progress, plan } = options;
    if (run.stripe.apiBase === null) throw new Error('a replay needs the Stripe emulator, not the real Stripe');
    this.journal = Journal.open(join(directory, 'replay.ndjson'), file.sha256);
    const planned = new Set(plan.orders.map(({ invoice }) => invoice));
    if ([...this.journal.orders.keys()].some((invoice) => !planned.has(invoice)))
      throw new Error(`this house holds ${this.journal.orders.size} orders of the file already: ask for no fewer`);
    this.patience = new Patience(signal);
    this.people = new People(run, this.journal.secret, this.patience);
    this.rest = new Rest(run, this.patience, progress, signal);
  }

  async perform(): Promise<ReplayReport> {
    const { run, plan, chaos, concurrency, progress } = this.options;
    const before = { orders: this.journal.orders.size, refunds: this.journal.refunds.size };
    const admin = await this.people.operator();
    const accounting = new Accounting(run, admin, this.patience);
    await this.settle();
    const baseline = this.journal.baseline ?? (await this.takeBaseline(accounting));
    progress.say('opening the eight sellers');
    const sellers = await this.people.sellers();
    chaos?.start();
    try {
      const tools = { journal: this.journal, patience: this.patience, progress, concurrency };
      await listProducts(plan.products, sellers, tools);
      await this.placeOrders();
      await this.settle();
      await this.refund(admin);
    } finally {
      await chaos?.stop();
    }
    const stuck = await this.settle();
    const accounts = sellers.map(({ accountId }) => accountId);
    const outcome = await accounting.compare(plan, accounts, baseline);
    const problems = [...(stuck === null ? [] : [stuck]), ...outcome.problems];
    return { ...this.described(before), ...outcome, problems };
  }

  private async placeOrders(): Promise<void> {
    const { plan, run, concurrency, progress } = this.options;
    const till = new Till(run, this.people, this.journal.products, this.patience);
    const open = plan.orders.filter(({ invoice }) => !this.journal.orders.has(invoice));
    if (open.length === 0) return;
    const step = progress.step('orders', open.length);
    const started = performance.now();
    try {
      await inParallel(open, concurrency, async (order) => {
        this.journal.add({ is: 'order', invoice: order.invoice, id: await till.pays(order) });
        step.done();
      });
    } finally {
      this.orderMs = performance.now() - started;
      step.end();
    }
  }

  private async refund(admin: AdminApi): Promise<void> {
    const { plan, concurrency } = this.options;
    const desk = new RefundDesk(admin, this.patience);
    const open = plan.refunds.filter(({ invoice }) => !this.journal.refunds.has(invoice));
    await inParallel(open, concurrency, async (refund) => {
      const orderId = this.journal.orders.get(refund.order.invoice);
      if (orderId === undefined) throw new RangeError(`invoice ${refund.order.invoice} was not placed`);
      this.journal.add({ is: 'refund', invoice: refund.invoice, id: await desk.refunds(refund, orderId) });
    });
  }

  private async settle(): Promise<string | null> {
    const started = performance.now();
    try {
      return await this.rest.reached();
    } finally {
      this.settleMs += performance.now() - started;
    }
  }

  private async takeBaseline(accounting: Accounting): Promise<BaselineFigures> {
    const figures = await accounting.baseline();
    this.journal.add({ is: 'baseline', figures });
    return figures;
  }

  private described(before: { orders: number; refunds: number }) {
    const { plan, file, chaos } = this.options;
    const orders = this.journal.orders.size - before.orders;
    const orderSeconds = this.orderMs / 1000;
    return {
      file: file.name,
      orders: {
        planned: plan.orders.length,
        guests: plan.orders.filter(({ customer }) => customer === null).length,
        lines: plan.orders.reduce((count, { lines }) => count + lines.length, 0),
        products: plan.products.length,
      },
      thisRun: {
        orders,
        refunds: this.journal.refunds.size - before.refunds,
        orderSeconds,
        settleSeconds: this.settleMs / 1000,
        ordersPerSecond: orders === 0 ? null : orders / orderSeconds,
        kills: chaos?.kills ?? [],
      },
      refunds: plan.refunds.length,
      notApplied: plan.notApplied.map(({ reason, rows, value }) => ({
        reason,
        rows: rows.length,
        invoices: new Set(rows.map(({ invoice }) => invoice)).size,
        value,
      })),
    };
  }
}
