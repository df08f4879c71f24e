import type { AdminApi } from '@guildhall/api-client';
import { emulatorClient, type RunFile } from '@guildhall/launcher';
import { Books } from '@guildhall/testing';
import type Stripe from 'stripe';
import {
  accountForRows,
  type CommissionTerms,
  expectedTotals,
  type RowAccount,
  sellerFigures,
  type SellerFigures,
  type Totals,
} from '../plan/expected-totals.js';
import type { ReplayPlan } from '../plan/replay-plan.js';
import type { Patience } from '../run/patience.js';
import { compare, type Comparison } from './agreement.js';
import { type BaselineFigures, since, toTexts } from './baseline.js';
import { type LedgerFigures, LedgerReader } from './ledger-figures.js';
import { readStripe, type StripeFigures } from './stripe-figures.js';

export interface Outcome {
  readonly totals: readonly Comparison[];
  readonly rows: RowAccount;
  readonly sellers: readonly SellerFigures[];
  /** Everything that is not as it must be. */
  readonly problems: readonly string[];
}

/** Asks the ledger and Stripe how it went, and holds the file against both. */
export class Accounting {
  private readonly stripe: Stripe;

  constructor(
    private readonly run: RunFile,
    private readonly admin: AdminApi,
    private readonly patience: Patience,
  ) {
    this.stripe = emulatorClient(run.urls['stripe-emulator'], run.stripe.secretKey);
  }

  /** What there is before the replay begins. */
  async baseline(): Promise<BaselineFigures> {
    const [ledger, stripe] = await this.read([]);
    return { ledger: toTexts({ ...ledger, paidOut: 0n }), stripe: toTexts(stripe) };
  }

  /** @param accounts of the eight sellers, in their order */
  async compare(plan: ReplayPlan, accounts: readonly string[], before: BaselineFigures): Promise<Outcome> {
    const [ledgerNow, stripeNow] = await this.read(accounts);
    const ledger = since({ ...ledgerNow, paidOut: 0n }, before.ledger);
    const stripe = since(stripeNow, before.stripe);
    const terms = await this.terms();
    const totals = compare(lessPayouts(expectedTotals(plan, terms), stripe), ledger, stripe);
    const rows = accountForRows(plan);
    const uncounted = rows.rows - rows.inOrders - rows.inRefunds - rows.notApplied;
    const problems = [
      ...totals.filter(({ agrees }) => !agrees).map(differenceOf),
      ...stripe.inconsistent.map((account) => `Stripe’s balance of ${account} is not the sum of its transactions`),
      ...(ledger.isBalanced ? [] : ['the trial balance does not balance']),
      ...(ledger.uncleared === 0n ? [] : [`${ledger.uncleared} p of orders were passed on to nobody (order_clearing)`]),
      ...(await this.stuck()),
      ...(uncounted === 0 && rows.unexplained === 0n ? [] : [`${uncounted} row(s) of the file are not accounted for`]),
    ];
    return { totals, problems, rows, sellers: sellerFigures(plan, terms) };
  }

  private async read(accounts: readonly string[]): Promise<[LedgerFigures, StripeFigures]> {
    const { currency } = this.run.platform;
    const ledger = await new LedgerReader(this.admin, currency, this.patience).read(accounts);
    return [ledger, await readStripe(this.stripe, currency, accounts)];
  }

  private async stuck(): Promise<string[]> {
    const books = new Books(this.run.databaseUrl, this.stripe, this.admin);
    const { operations, deadEvents, deadDomainEvents } = await books.stuck();
    return [
      ...operations.map((each) => `an operation is stuck: ${JSON.stringify(each)}`),
      ...[...deadEvents, ...deadDomainEvents].map((each) => `an event was given up: ${JSON.stringify(each)}`),
    ];
  }

  /** What the platform takes of a line: of the default rule's newest version. */
  private async terms(): Promise<CommissionTerms> {
    const { data } = await this.patience.with(() =>
      this.admin.GET('/v1/commission-rules', { params: { query: { limit: 100 } } }),
    );
    const [newest] = data
      .filter(({ scope, validTo }) => scope === 'platform' && validTo === null)
      .sort((left, right) => right.version - left.version);
    if (newest === undefined) throw new Error('the platform has no commission rule');
    return newest;
  }
}

/** The file knows of no payouts: what has left for a bank account meanwhile is told by Stripe. */
function lessPayouts(expected: Totals, { paidOut, sellersPaidOut }: StripeFigures): Totals {
  return {
    ...expected,
    platform: expected.platform - paidOut,
    sellers: expected.sellers.map((balance, index) => balance - (sellersPaidOut[index] ?? 0n)),
  };
}

function differenceOf({ name, csv, ledger, stripe }: Comparison): string {
  return `${name}: the file says ${csv} p, the ledger ${ledger} p, Stripe ${stripe} p`;
}
