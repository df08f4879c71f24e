import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  type Page,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NothingToRefund, OrderNotFound, RefundExceedsRemaining, RefundNotFound } from './refund.errors.js';
import { RefundQueries } from './refund.queries.js';
import { CreateRefundRequest, ListRefundsRequest } from './refund.requests.js';
import { RefundPreviewResponse } from './refund-preview.response.js';
import { RefundResponse } from './refund.response.js';
import { RequestRefund } from './request-refund.use-case.js';

/** Refunds, for operators. */
@ApiTags('refunds')
@Controller('v1')
@Roles('operator')
export class RefundsController {
  constructor(
    private readonly requestRefund: RequestRefund,
    private readonly refunds: RefundQueries,
  ) {}

  /** Gives the whole of an order back to its buyer. The answer is the plan; the state tells how far it is. */
  @Post('orders/:orderId/refunds')
  @ApiOperation({ summary: 'Give the whole of an order back to its buyer' })
  @ApiAnswer(RefundResponse, { status: 201 })
  @ApiProblems(OrderNotFound, NothingToRefund, RefundExceedsRemaining)
  async create(
    @IdParam('orderId') orderId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() body: CreateRefundRequest,
  ): Promise<RefundResponse> {
    const { id } = await this.requestRefund.execute({ orderId, userId, ...body });
    const { refund, legs } = await this.refunds.byId(id);
    return RefundResponse.from(refund, legs);
  }

  /** By the same rules as the refund itself; nothing is done. */
  @Post('orders/:orderId/refunds/preview')
  @ApiOperation({ summary: 'What giving the whole of an order back would do' })
  @ApiAnswer(RefundPreviewResponse)
  @ApiProblems(OrderNotFound, NothingToRefund, RefundExceedsRemaining)
  async preview(
    @IdParam('orderId') orderId: string,
    @CurrentUser() { userId }: Principal,
    @Body() body: CreateRefundRequest,
  ): Promise<RefundPreviewResponse> {
    const planned = await this.requestRefund.preview({ orderId, userId, ...body });
    return RefundPreviewResponse.of(planned, await this.refunds.stripeFeesOf(orderId, planned.refund.currency));
  }

  /** Newest first. */
  @Get('refunds')
  @ApiOperation({ summary: 'Refunds, newest first' })
  @ApiPage(RefundResponse)
  async list(@Query() request: ListRefundsRequest): Promise<Page<RefundResponse>> {
    return mapPage(await this.refunds.list(request), ({ refund, legs }) => RefundResponse.from(refund, legs));
  }

  @Get('refunds/:refundId')
  @ApiOperation({ summary: 'Show a refund' })
  @ApiAnswer(RefundResponse)
  @ApiProblems(RefundNotFound)
  async get(@IdParam('refundId') refundId: string): Promise<RefundResponse> {
    const { refund, legs } = await this.refunds.byId(refundId);
    return RefundResponse.from(refund, legs);
  }
}
