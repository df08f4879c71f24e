import { Global, Module } from '@nestjs/common';
import { Ledger } from './ledger.js';
import { LedgerBooks } from './ledger-books.js';
import { PostgresLedger } from './postgres-ledger.js';

/** Gives every slice of the process the books: inject `Ledger` to post and `LedgerBooks` to read. */
@Global()
@Module({ providers: [{ provide: Ledger, useClass: PostgresLedger }, LedgerBooks], exports: [Ledger, LedgerBooks] })
export class LedgerModule {}
