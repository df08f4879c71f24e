import { Injectable } from '@nestjs/common';
import { JournalEntryEntity, PostingEntity } from '@guildhall/database';
import { decodeCursor, invalidCursor, isId, mapPage, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Money } from '@guildhall/money';
import { DataSource, In } from 'typeorm';
import { type AccountKind, accountKind, naturalBalance } from './account-kind.js';
import { readTrialBalance, type TrialBalance } from './trial-balance.js';

export interface RecordedEntry {
  readonly entry: JournalEntryEntity;
  readonly postings: readonly PostingEntity[];
}

export interface AccountBalance {
  readonly account: string;
  readonly kind: AccountKind;
  readonly balances: readonly Money[];
}

export interface AccountLine {
  readonly posting: PostingEntity;
  readonly entry: JournalEntryEntity;
}

export interface EntryFilter {
  readonly orderId?: string | undefined;
  /** A charge, transfer, refund, payout ... or a balance transaction. */
  readonly stripeId?: string | undefined;
}

type Where = Pick<PageRequest, 'limit' | 'cursor'>;

/** Reads the books: what operators and statements look at. Lists come newest first, page by page. */
@Injectable()
export class LedgerBooks {
  constructor(private readonly dataSource: DataSource) {}

  /** @param at only what occurred until then; the cost grows with what was recorded since, not before */
  trialBalance(at?: Date): Promise<TrialBalance> {
    return readTrialBalance(this.dataSource.manager, at);
  }

  async entries(filter: EntryFilter, { limit, cursor }: Where): Promise<Page<RecordedEntry>> {
    const [after = null] = cursorParts(cursor, [isId]);
    const rows: { id: string }[] = await this.dataSource.query(ENTRY_IDS, [
      filter.orderId ?? null,
      filter.stripeId ?? null,
      after,
      limit + 1,
    ]);
    return toPage(await this.withPostings(rows.map(({ id }) => id)), limit, ({ entry }) => [entry.id]);
  }

  async entry(id: string): Promise<RecordedEntry | null> {
    return (await this.withPostings([id]))[0] ?? null;
  }

  /** Every account by name, with its balance in each currency. @param prefix for example `seller_payable:` */
  async accounts(prefix: string, { limit, cursor }: Where): Promise<Page<AccountBalance>> {
    const [after = ''] = cursorParts(cursor, [isName]);
    const rows: { account: string; balances: Record<string, string> }[] = await this.dataSource.query(ACCOUNTS, [
      after,
      prefix,
      limit + 1,
    ]);
    return mapPage(
      toPage(rows, limit, ({ account }) => [account]),
      ({ account, balances }) => ({
        account,
        kind: accountKind(account),
        balances: Object.entries(balances)
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([currency, total]) => Money.of(naturalBalance(account, BigInt(total)), currency)),
      }),
    );
  }

  /** What moved on one account. */
  async lines(accountName: string, { limit, cursor }: Where): Promise<Page<AccountLine>> {
    const [xid = null, id = null] = cursorParts(cursor, [isRowNumber, isRowNumber]);
    const rows: { id: string }[] = await this.dataSource.query(LINE_IDS, [accountName, xid, id, limit + 1]);
    const { manager } = this.dataSource;
    const postings = await manager.findBy(PostingEntity, { id: In(rows.map((row) => row.id)) });
    const entries = await manager.findBy(JournalEntryEntity, { id: In(postings.map(({ entryId }) => entryId)) });
    const postingById = new Map(postings.map((posting) => [posting.id, posting]));
    const entryById = new Map(entries.map((entry) => [entry.id, entry]));
    const lines = rows.flatMap((row) => {
      const posting = postingById.get(row.id);
      const entry = posting && entryById.get(posting.entryId);
      return posting && entry ? [{ posting, entry }] : [];
    });
    return toPage(lines, limit, ({ posting }) => [posting.recordedXid, posting.id]);
  }

  private async withPostings(ids: readonly string[]): Promise<RecordedEntry[]> {
    const { manager } = this.dataSource;
    const [entries, postings] = await Promise.all([
      manager.find(JournalEntryEntity, { where: { id: In(ids) }, order: { id: 'DESC' } }),
      manager.find(PostingEntity, { where: { entryId: In(ids) }, order: { id: 'ASC' } }),
    ]);
    const byEntry = new Map<string, PostingEntity[]>(entries.map(({ id }) => [id, []]));
    for (const posting of postings) byEntry.get(posting.entryId)?.push(posting);
    return entries.map((entry) => ({ entry, postings: byEntry.get(entry.id) ?? [] }));
  }
}

/** @returns the cursor's values, or none without a cursor @throws InvalidRequest for a cursor that is not ours */
function cursorParts(cursor: string | undefined, checks: readonly ((value: string) => boolean)[]): string[] {
  if (cursor === undefined) return [];
  const values = decodeCursor(cursor, checks.length);
  if (!checks.every((check, index) => check(values[index] ?? ''))) throw invalidCursor();
  return values;
}

const isRowNumber = (value: string): boolean => /^\d{1,18}$/.test(value);
const isName = (value: string): boolean => !value.includes('\0');

const ENTRY_IDS = `
  SELECT id FROM journal_entry
  WHERE ($1::uuid IS NULL OR order_id = $1)
    AND ($2::text IS NULL OR id IN (
      SELECT id FROM journal_entry WHERE stripe_object_id = $2
      UNION ALL SELECT id FROM journal_entry WHERE key = $2
      UNION ALL SELECT entry_id FROM posting WHERE balance_transaction_id = $2))
    AND ($3::uuid IS NULL OR id < $3)
  ORDER BY id DESC LIMIT $4`;

/** Jumps through the index from one account to the next, so a page costs its own accounts and not all postings. */
const ACCOUNTS = `
  WITH RECURSIVE name (account) AS (
    SELECT (SELECT min(account) FROM posting WHERE account > $1 AND account >= $2)
    UNION ALL
    SELECT (SELECT min(account) FROM posting WHERE account > name.account)
    FROM name WHERE starts_with(name.account, $2)
  ), page AS (
    SELECT account FROM name WHERE starts_with(account, $2) LIMIT $3
  )
  SELECT page.account, (
    SELECT json_object_agg(part.currency, part.total::text) FROM (
      SELECT currency, sum(minor) AS total FROM (
        SELECT currency, balance_minor AS minor FROM ledger_checkpoint WHERE account = page.account
        UNION ALL
        SELECT posting.currency, CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END
        FROM posting LEFT JOIN ledger_checkpoint USING (account, currency)
        WHERE posting.account = page.account AND posting.recorded_xid >= coalesce(through_xid, 0)
      ) AS piece GROUP BY currency
    ) AS part
  ) AS balances
  FROM page ORDER BY page.account`;

const LINE_IDS = `
  SELECT id FROM posting
  WHERE account = $1 AND ($2::bigint IS NULL OR (recorded_xid, id) < ($2::bigint, $3::bigint))
  ORDER BY recorded_xid DESC, id DESC LIMIT $4`;
