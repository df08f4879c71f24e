import { DomainError } from '@guildhall/http';

export class JournalEntryNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'journal_entry_not_found';
  constructor() {
    super('There is no such journal entry.');
  }
}
