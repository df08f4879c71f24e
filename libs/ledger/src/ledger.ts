import type { Money } from '@guildhall/money';
import type { EntityManager } from 'typeorm';
import type { JournalEntry } from './journal.js';

/** The books, as slices see them. Injected by this class; implemented on PostgreSQL. */
export abstract class Ledger {
  /**
   * Posts entries in the caller's transaction. An entry whose key is booked already is left alone.
   * @returns how many were new
   */
  abstract post(manager: EntityManager, entries: JournalEntry | readonly JournalEntry[]): Promise<number>;
  /** Debits minus credits for assets and expenses; credits minus debits for liabilities and income: the way people speak of it. */
  abstract balanceOf(accountName: string, currency: string, manager?: EntityManager): Promise<Money>;
}
