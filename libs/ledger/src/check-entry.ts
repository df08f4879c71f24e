import { accountKind, headOf } from './account-kind.js';
import type { JournalEntry, Posting } from './journal.js';

/**
 * Says no to an entry that is not bookkeeping, before the database would, and in words that name the mistake.
 * @returns the postings that move something; empty when every amount is zero: then nothing happened
 * @throws InvalidJournalEntry a mistake in the posting function, never something a user did
 */
export function checkEntry(entry: JournalEntry): Posting[] {
  if (entry.key.trim() === '') throw new InvalidJournalEntry(entry, 'its key is empty, so it could be booked twice');
  if (entry.postings.length < 2) throw new InvalidJournalEntry(entry, 'it has fewer than two postings');
  const moving = entry.postings.filter((posting) => !posting.amount.isZero());
  for (const posting of moving) checkPosting(entry, posting);
  for (const [currency, lost] of totalsByCurrency(moving)) {
    if (lost === 0n) continue;
    const side = lost > 0n ? 'debits' : 'credits';
    throw new InvalidJournalEntry(entry, `it has ${abs(lost)} ${currency} (minor units) more ${side} than it should`);
  }
  return moving;
}

/** Debits minus credits per currency; all zero in an entry that balances (invariant I3). */
export function totalsByCurrency(postings: readonly Posting[]): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const { amount, direction } of postings) {
    const signed = direction === 'debit' ? amount.amountMinor : -amount.amountMinor;
    totals.set(amount.currency, (totals.get(amount.currency) ?? 0n) + signed);
  }
  return totals;
}

function checkPosting(entry: JournalEntry, posting: Posting): void {
  accountKind(posting.account);
  if (posting.amount.isNegative()) {
    throw new InvalidJournalEntry(entry, `${posting.account} has a negative amount: use debit() and credit()`);
  }
  if (headOf(posting.account) === 'stripe_balance' && posting.balanceTransactionId === undefined) {
    throw new InvalidJournalEntry(entry, `${posting.account} is posted to without the balance transaction it mirrors`);
  }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export class InvalidJournalEntry extends Error {
  constructor(
    readonly entry: JournalEntry,
    reason: string,
  ) {
    super(`journal entry "${entry.key}" (${entry.description}) is refused: ${reason}`);
    this.name = 'InvalidJournalEntry';
  }
}
