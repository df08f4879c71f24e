import type { RefundRequestEntity } from '@guildhall/database';
import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  type AuthenticatedRequest,
  IdempotencyKey,
  IdParam,
  OptionalUser,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { GuestOrders } from '@guildhall/identity';
import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NothingToRefund, OrderNotFound, RefundAlreadyAskedFor, RefundExceedsRemaining } from '../refund.errors.js';
import { AskForRefundUseCase } from './ask-for-refund.use-case.js';
import { AskForRefundRequest, RefundRequestResponse } from './refund-request.messages.js';
import { RefundRequestQueries } from './refund-request.queries.js';

const ApiOrderToken = () =>
  ApiHeader({ name: 'X-Order-Token', required: false, description: 'As for `GET /v1/orders/{orderId}`.' });

/** Refund requests of one's own order, for its buyer. */
@ApiTags('refund requests')
@Controller('v1/orders/:orderId/refund-requests')
@Roles('buyer')
export class OrderRefundRequestsController {
  constructor(
    private readonly askForRefund: AskForRefundUseCase,
    private readonly requests: RefundRequestQueries,
    private readonly guests: GuestOrders,
  ) {}

  @Post()
  @ApiOrderToken()
  @ApiOperation({ summary: 'Ask for the money of a paid order back' })
  @ApiAnswer(RefundRequestResponse, { status: 201 })
  @ApiProblems(OrderNotFound, NothingToRefund, RefundExceedsRemaining, RefundAlreadyAskedFor)
  ask(
    @IdParam('orderId') orderId: string,
    @IdempotencyKey() _key: string,
    @OptionalUser() _user: Principal | undefined,
    @Req() request: AuthenticatedRequest,
    @Body() body: AskForRefundRequest,
  ): Promise<RefundRequestEntity> {
    return this.askForRefund.execute({ orderId, access: this.guests.accessOf(request), ...body });
  }

  @Get()
  @ApiOrderToken()
  @ApiOperation({ summary: 'What was asked for, and what was answered, newest first' })
  @ApiPage(RefundRequestResponse)
  @ApiProblems(OrderNotFound)
  async list(
    @IdParam('orderId') orderId: string,
    @OptionalUser() _user: Principal | undefined,
    @Req() request: AuthenticatedRequest,
    @Query() page: PageRequest,
  ): Promise<Page<RefundRequestEntity>> {
    await this.requests.assertOwn(orderId, this.guests.accessOf(request));
    return this.requests.list({ ...page, orderId });
  }
}
