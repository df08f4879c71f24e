import type { PayoutEntity } from '@guildhall/database';
import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdParam,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PayoutContents } from './contents/payout-contents.js';
import { PayoutDetailResponse } from './contents/payout-contents.response.js';
import { HomeQueries } from './seller-home/home.queries.js';
import { HomeResponse } from './seller-home/home.response.js';
import { BalanceUnavailable, PayeeNotFound, PayoutNotFound } from './payout.errors.js';
import { PayoutQueries } from './payout.queries.js';
import { BalanceResponse, PayoutResponse } from './payout.responses.js';

/** A seller's own money. */
@ApiTags('payouts')
@Controller('v1')
@Roles('seller')
export class SellerPayoutsController {
  constructor(
    private readonly payouts: PayoutQueries,
    private readonly contents: PayoutContents,
    private readonly homes: HomeQueries,
  ) {}

  /** Your money, the next payout, and what needs doing. */
  @Get('home')
  @ApiOperation({ summary: 'Your money, the next payout, and what needs doing' })
  @ApiAnswer(HomeResponse)
  @ApiProblems(PayeeNotFound, BalanceUnavailable)
  home(@CurrentUser() { userId }: Principal): Promise<HomeResponse> {
    return this.homes.of(userId);
  }

  /** Your payouts, newest first. */
  @Get('payouts')
  @ApiOperation({ summary: 'Your payouts, newest first' })
  @ApiPage(PayoutResponse)
  @ApiProblems(PayeeNotFound)
  async list(@CurrentUser() { userId }: Principal, @Query() page: PageRequest): Promise<Page<PayoutEntity>> {
    const { id } = await this.payouts.sellerOf(userId);
    return this.payouts.list(page, { sellerId: id });
  }

  /** One payout of yours, with what it consists of and the orders that it came from. */
  @Get('payouts/:payoutId')
  @ApiOperation({ summary: 'One payout of yours, with the orders in it' })
  @ApiAnswer(PayoutDetailResponse)
  @ApiProblems(PayeeNotFound, PayoutNotFound, BalanceUnavailable)
  async show(
    @CurrentUser() { userId }: Principal,
    @IdParam('payoutId') payoutId: string,
  ): Promise<PayoutDetailResponse> {
    const { id } = await this.payouts.sellerOf(userId);
    const payout = await this.payouts.ownById(payoutId, id);
    return { ...PayoutResponse.from(payout), contents: await this.contents.of(payout) };
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
