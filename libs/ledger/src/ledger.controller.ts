import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LedgerBooks } from './ledger-books.js';
import { JournalEntryNotFound } from './ledger.errors.js';
import {
  ListAccountsRequest,
  ListEntriesRequest,
  ListPostingsRequest,
  TrialBalanceRequest,
} from './ledger.requests.js';
import {
  LedgerAccountResponse,
  LedgerEntryResponse,
  LedgerLineResponse,
  TrialBalanceResponse,
} from './ledger.responses.js';

/** The books, as operators read them. Nothing here writes: the journal has no other source than what happened. */
@ApiTags('ledger')
@Controller('v1/ledger')
@Roles('operator')
export class LedgerController {
  constructor(private readonly books: LedgerBooks) {}

  @Get('accounts')
  @ApiOperation({ summary: 'Accounts by name, with their balances' })
  @ApiPage(LedgerAccountResponse)
  async accounts(@Query() request: ListAccountsRequest): Promise<Page<LedgerAccountResponse>> {
    const page = await this.books.accounts(request.prefix ?? '', request);
    return mapPage(page, (account) => LedgerAccountResponse.from(account));
  }

  @Get('postings')
  @ApiOperation({ summary: 'What moved on one account, newest first' })
  @ApiPage(LedgerLineResponse)
  async postings(@Query() request: ListPostingsRequest): Promise<Page<LedgerLineResponse>> {
    return mapPage(await this.books.lines(request.account, request), (line) => LedgerLineResponse.from(line));
  }

  @Get('entries')
  @ApiOperation({ summary: 'Journal entries, newest first; of an order or of something at Stripe when asked' })
  @ApiPage(LedgerEntryResponse)
  async entries(@Query() request: ListEntriesRequest): Promise<Page<LedgerEntryResponse>> {
    return mapPage(await this.books.entries(request, request), (entry) => LedgerEntryResponse.from(entry));
  }

  @Get('entries/:entryId')
  @ApiOperation({ summary: 'One journal entry' })
  @ApiAnswer(LedgerEntryResponse)
  @ApiProblems(JournalEntryNotFound)
  async entry(@IdParam('entryId') entryId: string): Promise<LedgerEntryResponse> {
    const found = await this.books.entry(entryId);
    if (found === null) throw new JournalEntryNotFound();
    return LedgerEntryResponse.from(found);
  }

  @Get('trial-balance')
  @ApiOperation({ summary: 'Debits and credits of every kind of account, now or at a date' })
  @ApiAnswer(TrialBalanceResponse)
  async trialBalance(@Query() request: TrialBalanceRequest): Promise<TrialBalanceResponse> {
    return TrialBalanceResponse.from(await this.books.trialBalance(request.at));
  }
}
