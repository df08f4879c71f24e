import type { PayoutEntity } from '@guildhall/database';
import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BalanceUnavailable, PayeeNotFound } from './payout.errors.js';
import { PayoutQueries } from './payout.queries.js';
import { BalanceResponse, PayoutResponse } from './payout.responses.js';

/** A seller's own money. */
@ApiTags('payouts')
@Controller('v1')
@Roles('seller')
export class SellerPayoutsController {
  constructor(private readonly payouts: PayoutQueries) {}

  /** Your payouts, newest first. */
  @Get('payouts')
  @ApiOperation({ summary: 'Your payouts, newest first' })
  @ApiPage(PayoutResponse)
  @ApiProblems(PayeeNotFound)
  async list(@CurrentUser() { userId }: Principal, @Query() page: PageRequest): Promise<Page<PayoutEntity>> {
    const { id } = await this.payouts.sellerOf(userId);
    return this.payouts.list(page, { sellerId: id });
  }

  /** What Stripe holds for you, and what you are owed in all. */
  @Get('balance')
  @ApiOperation({ summary: 'What Stripe holds for you, and what you are owed in all' })
  @ApiAnswer(BalanceResponse)
  @ApiProblems(PayeeNotFound, BalanceUnavailable)
  async balance(@CurrentUser() { userId }: Principal): Promise<BalanceResponse> {
    return this.payouts.balanceOf(await this.payouts.sellerOf(userId));
  }
}
