import type { AdminApi } from '@guildhall/api-client';
import type { Totals } from '../plan/expected-totals.js';
import type { Patience } from '../run/patience.js';

export interface LedgerFigures extends Totals {
  /** Whether debits equal credits over the whole journal. */
  readonly isBalanced: boolean;
  /** Money of buyers that was passed on to nobody: zero when every order is settled. */
  readonly uncleared: bigint;
}

const PAGE = 100;

/** Reads what the books say, over the admin API. */
export class LedgerReader {
  constructor(
    private readonly admin: AdminApi,
    private readonly currency: string,
    private readonly patience: Patience,
  ) {}

  /** @param accountIds of the sellers, in their order */
  async read(accountIds: readonly string[]): Promise<LedgerFigures> {
    const held = await this.balances('stripe_balance:');
    const stripeFees = (await this.balances('stripe_fees')).get('stripe_fees') ?? 0n;
    const commission = (await this.balances('commission_income')).get('commission_income') ?? 0n;
    const moved = await this.movements('stripe_balance:platform');
    const trial = await this.patience.with(() => this.admin.GET('/v1/ledger/trial-balance'));
    const clearing = trial.lines.find(
      ({ account, currency }) => account === 'order_clearing' && currency === this.currency,
    );
    return {
      charged: moved.charges + stripeFees,
      refunded: -moved.refunds,
      stripeFees,
      commission,
      platform: held.get('stripe_balance:platform') ?? 0n,
      sellers: accountIds.map((id) => held.get(`stripe_balance:${id}`) ?? 0n),
      isBalanced: trial.balanced,
      uncleared: BigInt(clearing?.creditMinor ?? 0) + BigInt(clearing?.debitMinor ?? 0),
    };
  }

  private async balances(prefix: string): Promise<Map<string, bigint>> {
    const found = new Map<string, bigint>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { prefix, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.patience.with(() => this.admin.GET('/v1/ledger/accounts', { params: { query } }));
      for (const { account, balances } of page.data) {
        const own = balances.find(({ currency }) => currency === this.currency);
        found.set(account, BigInt(own?.amountMinor ?? 0));
      }
      cursor = page.nextCursor;
    }
    return found;
  }

  /** What charges brought to an account and refunds took from it, posting by posting. */
  private async movements(account: string): Promise<{ charges: bigint; refunds: bigint }> {
    const moved = { charges: 0n, refunds: 0n };
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { account, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.patience.with(() => this.admin.GET('/v1/ledger/postings', { params: { query } }));
      for (const { stripeObjectId, direction, currency, amountMinor } of page.data) {
        if (currency !== this.currency) continue;
        const signed = direction === 'debit' ? BigInt(amountMinor) : -BigInt(amountMinor);
        if (/^(ch|py)_/.test(stripeObjectId ?? '')) moved.charges += signed;
        if (/^(re|pyr)_/.test(stripeObjectId ?? '')) moved.refunds += signed;
      }
      cursor = page.nextCursor;
    }
    return moved;
  }
}
