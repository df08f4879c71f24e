import type { PostingEntity } from '@guildhall/database';
import {
  ChoiceField,
  CurrencyField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '@guildhall/http';
import type { Money } from '@guildhall/money';
import type { AccountKind } from './account-kind.js';
import type { AccountBalance, AccountLine, RecordedEntry } from './ledger-books.js';
import type { TrialBalance } from './trial-balance.js';

const KINDS: readonly AccountKind[] = ['asset', 'expense', 'liability', 'income', 'equity'];
const MINOR = { min: Number.MIN_SAFE_INTEGER, description: 'In minor units of the currency.' };
const ID = '0199c2f4-6d2e-7000-8000-000000000001';
const UNBOUNDED_LIST = 10_000;

export class LedgerBalanceResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ ...MINOR, example: 9_000 }) amountMinor!: bigint;

  static from({ currency, amountMinor }: Money): LedgerBalanceResponse {
    return Object.assign(new LedgerBalanceResponse(), { currency, amountMinor });
  }
}

export class LedgerAccountResponse {
  @TextField({ example: 'seller_payable:acct_1' }) account!: string;
  @ChoiceField(KINDS, { example: 'liability' }) kind!: AccountKind;
  @ListField(() => LedgerBalanceResponse, {
    description: 'As people speak of it: what is had, spent, owed or earned is positive.',
  })
  balances!: LedgerBalanceResponse[];

  static from({ account, kind, balances }: AccountBalance): LedgerAccountResponse {
    return Object.assign(new LedgerAccountResponse(), {
      account,
      kind,
      balances: balances.map((balance) => LedgerBalanceResponse.from(balance)),
    });
  }
}

export class LedgerPostingResponse {
  @TextField({ example: 'stripe_balance:platform' }) account!: string;
  @ChoiceField(['debit', 'credit'], { example: 'debit' }) direction!: 'debit' | 'credit';
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ example: 9_680, min: 1, description: 'In minor units of the currency.' }) amountMinor!: bigint;
  @TextField({ example: 'txn_1', nullable: true }) balanceTransactionId!: string | null;

  static from(posting: PostingEntity): LedgerPostingResponse {
    return Object.assign(new LedgerPostingResponse(), posting);
  }
}

class EntryHead {
  @IdField({ example: ID }) entryId!: string;
  @TextField({ example: 'txn_1', description: 'What makes the entry once-only.' }) key!: string;
  @InstantField({ example: '2026-11-22T12:00:00Z' }) occurredAt!: Date;
  @TextField({ example: 'charge' }) description!: string;
  @IdField({ example: ID, nullable: true }) orderId!: string | null;
  @TextField({ example: 'ch_1', nullable: true }) stripeObjectId!: string | null;
}

export class LedgerEntryResponse extends EntryHead {
  @IdField({ example: ID, nullable: true }) sellerId!: string | null;
  @InstantField({ example: '2026-11-22T12:00:01Z' }) recordedAt!: Date;
  @ListField(() => LedgerPostingResponse, { min: 2, max: UNBOUNDED_LIST }) postings!: LedgerPostingResponse[];

  static from({ entry, postings }: RecordedEntry): LedgerEntryResponse {
    return Object.assign(new LedgerEntryResponse(), entry, {
      entryId: entry.id,
      recordedAt: entry.createdAt,
      postings: postings.map((posting) => LedgerPostingResponse.from(posting)),
    });
  }
}

/** One posting of an account with the entry it is part of. */
export class LedgerLineResponse extends EntryHead {
  @ChoiceField(['debit', 'credit'], { example: 'debit' }) direction!: 'debit' | 'credit';
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ example: 9_680, min: 1, description: 'In minor units of the currency.' }) amountMinor!: bigint;
  @TextField({ example: 'txn_1', nullable: true }) balanceTransactionId!: string | null;

  static from({ entry, posting }: AccountLine): LedgerLineResponse {
    return Object.assign(new LedgerLineResponse(), entry, posting, { entryId: entry.id });
  }
}

export class TrialBalanceTotalResponse {
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ ...MINOR, example: 10_000 }) debitMinor!: bigint;
  @IntegerField({ ...MINOR, example: 10_000 }) creditMinor!: bigint;
}

export class TrialBalanceLineResponse extends TrialBalanceTotalResponse {
  @TextField({ example: 'seller_payable', description: 'All accounts of this head together.' }) account!: string;
  @ChoiceField(KINDS, { example: 'liability' }) kind!: AccountKind;
  @IntegerField({ example: 3, description: 'How many accounts are under this head.' }) accounts!: number;
}

export class TrialBalanceResponse {
  @InstantField({ example: '2026-12-31T23:59:59Z', nullable: true }) at!: Date | null;
  @FlagField({ example: true, description: 'Whether debits equal credits in every currency.' }) balanced!: boolean;
  @ListField(() => TrialBalanceLineResponse, { max: UNBOUNDED_LIST }) lines!: TrialBalanceLineResponse[];
  @ListField(() => TrialBalanceTotalResponse, { max: 200 }) totals!: TrialBalanceTotalResponse[];

  static from({ at, balanced, lines, totals }: TrialBalance): TrialBalanceResponse {
    const columns = ({ debit, credit }: { debit: Money; credit: Money }) => ({
      currency: debit.currency,
      debitMinor: debit.amountMinor,
      creditMinor: credit.amountMinor,
    });
    return Object.assign(new TrialBalanceResponse(), {
      at,
      balanced,
      lines: lines.map((line) =>
        Object.assign(new TrialBalanceLineResponse(), columns(line), {
          account: line.account,
          kind: line.kind,
          accounts: line.accounts,
        }),
      ),
      totals: totals.map((total) => Object.assign(new TrialBalanceTotalResponse(), columns(total))),
    });
  }
}
