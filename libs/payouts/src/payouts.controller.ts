import { type PayoutEntity, payoutHoldOf } from '@guildhall/database';
import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  type Page,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CancelPayout } from './cancel-payout.use-case.js';
import {
  BalanceUnavailable,
  NoBalanceInCurrency,
  PayoutBelowMinimum,
  PayoutExceedsBalance,
  PayoutNotCancelable,
  PayoutNotFound,
  PayoutNotWhole,
  PayoutsHeld,
  PayoutsNotEnabled,
  PayoutsNotHeld,
  PayeeNotFound,
} from './payout.errors.js';
import { HoldPayouts } from './hold-payouts.use-case.js';
import { PayoutQueries } from './payout.queries.js';
import {
  CreatePayoutRequest,
  HoldPayoutsRequest,
  ListPayoutsRequest,
  PreviewPayoutRequest,
  ReleasePayoutsRequest,
} from './payout.requests.js';
import { BalanceResponse, PayoutHoldResponse, PayoutResponse } from './payout.responses.js';
import { PayoutPreviewResponse } from './payout-preview.response.js';
import { RequestPayout } from './request-payout.use-case.js';

/** Payouts of sellers, for operators. */
@ApiTags('payouts')
@Controller('v1')
@Roles('operator')
export class PayoutsController {
  constructor(
    private readonly requestPayout: RequestPayout,
    private readonly cancelPayout: CancelPayout,
    private readonly holdPayouts: HoldPayouts,
    private readonly payouts: PayoutQueries,
  ) {}

  /** Pays available money out to the seller's bank. */
  @Post('payouts')
  @ApiOperation({ summary: 'Pay available money out to the seller’s bank' })
  @ApiAnswer(PayoutResponse, { status: 201 })
  @ApiProblems(
    PayeeNotFound,
    PayoutsNotEnabled,
    PayoutsHeld,
    PayoutBelowMinimum,
    PayoutNotWhole,
    NoBalanceInCurrency,
    PayoutExceedsBalance,
    BalanceUnavailable,
  )
  create(
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() body: CreatePayoutRequest,
  ): Promise<PayoutEntity> {
    return this.requestPayout.execute({ userId, ...body });
  }

  /** By the same rules as the payout itself; nothing is done. */
  @Post('payouts/preview')
  @ApiOperation({ summary: 'What a payout would come to, and why it would be refused' })
  @ApiAnswer(PayoutPreviewResponse)
  @ApiProblems(PayeeNotFound, BalanceUnavailable)
  async preview(@Body() body: PreviewPayoutRequest): Promise<PayoutPreviewResponse> {
    return PayoutPreviewResponse.of(await this.requestPayout.preview(body));
  }

  /** Cancels a payout that has not left yet; the state tells when Stripe has agreed. */
  @Post('payouts/:payoutId/cancel')
  @ApiOperation({ summary: 'Cancel a payout that has not left yet' })
  @ApiAnswer(PayoutResponse, { status: 202 })
  @ApiProblems(PayoutNotFound, PayoutNotCancelable)
  cancel(
    @IdParam('payoutId') payoutId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
  ): Promise<PayoutEntity> {
    return this.cancelPayout.execute(payoutId, userId);
  }

  /** Newest first. */
  @Get('payouts')
  @ApiOperation({ summary: 'Payouts, newest first' })
  @ApiPage(PayoutResponse)
  list(@Query() request: ListPayoutsRequest): Promise<Page<PayoutEntity>> {
    return this.payouts.list(request, request);
  }

  @Get('payouts/:payoutId')
  @ApiOperation({ summary: 'Show a payout' })
  @ApiAnswer(PayoutResponse)
  @ApiProblems(PayoutNotFound)
  get(@IdParam('payoutId') payoutId: string): Promise<PayoutEntity> {
    return this.payouts.byId(payoutId);
  }

  /** Keeps the seller from being paid out until released. What was asked for before goes on. */
  @Post('sellers/:sellerId/payout-hold')
  @ApiOperation({ summary: 'Hold the payouts of a seller' })
  @ApiAnswer(PayoutHoldResponse)
  @ApiProblems(PayeeNotFound)
  async hold(
    @IdParam('sellerId') sellerId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() { reason }: HoldPayoutsRequest,
  ): Promise<PayoutHoldResponse> {
    return { sellerId, payoutHoldReason: payoutHoldOf(await this.holdPayouts.hold(sellerId, reason, userId)) };
  }

  /** Lifts every hold: an operator's, and that of a payout that failed. */
  @Post('sellers/:sellerId/payout-hold/release')
  @ApiOperation({ summary: 'Let a seller be paid out again' })
  @ApiAnswer(PayoutHoldResponse)
  @ApiProblems(PayeeNotFound, PayoutsNotHeld)
  async release(
    @IdParam('sellerId') sellerId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() { reason }: ReleasePayoutsRequest,
  ): Promise<PayoutHoldResponse> {
    return { sellerId, payoutHoldReason: payoutHoldOf(await this.holdPayouts.release(sellerId, reason, userId)) };
  }

  /** What Stripe holds for a seller, beside what the books say. */
  @Get('sellers/:sellerId/balance')
  @ApiOperation({ summary: 'What Stripe holds for a seller, beside what the books say' })
  @ApiAnswer(BalanceResponse)
  @ApiProblems(PayeeNotFound, BalanceUnavailable)
  async balance(@IdParam('sellerId') sellerId: string): Promise<BalanceResponse> {
    return this.payouts.balanceOf(await this.payouts.sellerById(sellerId));
  }
}
