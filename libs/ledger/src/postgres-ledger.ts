import { Injectable } from '@nestjs/common';
import { newId, prepared } from '@guildhall/database';
import { Money } from '@guildhall/money';
import { DataSource, type EntityManager } from 'typeorm';
import { naturalBalance } from './account-kind.js';
import { checkEntry } from './check-entry.js';
import type { JournalEntry, Posting } from './journal.js';
import { Ledger } from './ledger.js';

interface CheckedEntry {
  readonly id: string;
  readonly entry: JournalEntry;
  readonly postings: readonly Posting[];
}

/** The books in PostgreSQL. What it cannot promise by itself (balanced, append-only), the tables' triggers do. */
@Injectable()
export class PostgresLedger extends Ledger {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /**
   * One statement for any number of entries. Keys are inserted in order, so that two batches with keys in common wait
   * for each other instead of deadlocking. An entry in which every amount is zero is left out: nothing moved.
   * @throws InvalidJournalEntry when an entry does not balance, has fewer than two postings, or posts to a Stripe
   *   balance without its balance transaction; UnknownAccount
   */
  override async post(manager: EntityManager, entries: JournalEntry | readonly JournalEntry[]): Promise<number> {
    const list: readonly JournalEntry[] = 'key' in entries ? [entries] : entries;
    const checked = list
      .map((entry) => ({ id: newId(), entry, postings: checkEntry(entry) }))
      .filter(({ postings }) => postings.length > 0)
      .sort((left, right) => (left.entry.key < right.entry.key ? -1 : left.entry.key > right.entry.key ? 1 : 0));
    if (checked.length === 0) return 0;
    const columns = [...entryColumns(checked), ...postingColumns(checked)];
    const [result] = await prepared<{ recorded: number }>(manager, 'ledger_post', POST, columns);
    return result?.recorded ?? 0;
  }

  override async balanceOf(
    accountName: string,
    currency: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Money> {
    const [row]: { balance: string }[] = await manager.query(BALANCE, [accountName, currency]);
    return Money.of(naturalBalance(accountName, BigInt(row?.balance ?? 0)), currency);
  }
}

function entryColumns(checked: readonly CheckedEntry[]): unknown[] {
  return [
    checked.map(({ id }) => id),
    checked.map(({ entry }) => entry.key),
    checked.map(({ entry }) => entry.occurredAt.toISOString()),
    checked.map(({ entry }) => entry.description),
    checked.map(({ entry }) => entry.orderId ?? null),
    checked.map(({ entry }) => entry.sellerId ?? null),
    checked.map(({ entry }) => entry.stripeObjectId ?? null),
  ];
}

function postingColumns(checked: readonly CheckedEntry[]): unknown[] {
  const rows = checked.flatMap(({ id, postings }) => postings.map((posting) => ({ id, posting })));
  return [
    rows.map(({ id }) => id),
    rows.map(({ posting }) => posting.account),
    rows.map(({ posting }) => posting.amount.currency),
    rows.map(({ posting }) => posting.direction),
    rows.map(({ posting }) => posting.amount.amountMinor.toString()),
    rows.map(({ posting }) => posting.balanceTransactionId ?? null),
  ];
}

const POST = `
  WITH entry AS (
    INSERT INTO journal_entry (id, key, occurred_at, description, order_id, seller_id, stripe_object_id)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::uuid[], $6::uuid[], $7::text[])
    ON CONFLICT (key) DO NOTHING RETURNING id
  ), leg AS (
    INSERT INTO posting (entry_id, account, currency, direction, amount_minor, balance_transaction_id)
    SELECT leg.* FROM unnest($8::uuid[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[])
      AS leg (entry_id, account, currency, direction, amount_minor, balance_transaction_id)
    JOIN entry ON entry.id = leg.entry_id
  )
  SELECT count(*)::int AS recorded FROM entry`;

/** The checkpoint and the postings after it are read in one snapshot: the sum is right whatever runs beside it. */
const BALANCE = `
  SELECT coalesce((SELECT balance_minor FROM ledger_checkpoint WHERE account = $1 AND currency = $2), 0) + coalesce((
    SELECT sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) FROM posting
    WHERE account = $1 AND currency = $2 AND recorded_xid >=
      coalesce((SELECT through_xid FROM ledger_checkpoint WHERE account = $1 AND currency = $2), 0)
  ), 0) AS balance`;
