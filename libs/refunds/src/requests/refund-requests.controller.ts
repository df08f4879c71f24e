import type { RefundRequestEntity } from '@guildhall/database';
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
import {
  NothingToRefund,
  RefundExceedsRemaining,
  RefundRequestDecided,
  RefundRequestNotFound,
} from '../refund.errors.js';
import { DecideRefundRequestUseCase } from './decide-refund-request.use-case.js';
import {
  ApproveRefundRequestRequest,
  DeclineRefundRequestRequest,
  ListRefundRequestsRequest,
  RefundRequestFileResponse,
} from './refund-request.messages.js';
import { RefundRequestQueries } from './refund-request.queries.js';

/** What buyers ask for, for operators. */
@ApiTags('refund requests')
@Controller('v1/refund-requests')
@Roles('operator')
export class RefundRequestsController {
  constructor(
    private readonly decide: DecideRefundRequestUseCase,
    private readonly requests: RefundRequestQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Refund requests, newest first' })
  @ApiPage(RefundRequestFileResponse)
  list(@Query() request: ListRefundRequestsRequest): Promise<Page<RefundRequestEntity>> {
    return this.requests.list(request);
  }

  @Get(':requestId')
  @ApiOperation({ summary: 'One refund request' })
  @ApiAnswer(RefundRequestFileResponse)
  @ApiProblems(RefundRequestNotFound)
  find(@IdParam('requestId') requestId: string): Promise<RefundRequestEntity> {
    return this.requests.find(requestId);
  }

  @Post(':requestId/approve')
  @ApiOperation({ summary: 'Agree: the whole order goes back to its buyer; audited' })
  @ApiAnswer(RefundRequestFileResponse)
  @ApiProblems(RefundRequestNotFound, RefundRequestDecided, NothingToRefund, RefundExceedsRemaining)
  approve(
    @IdParam('requestId') requestId: string,
    @CurrentUser() { userId: operatorId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() { commissionPolicy, answer }: ApproveRefundRequestRequest,
  ): Promise<RefundRequestEntity> {
    return this.decide.approve({ requestId, operatorId, commissionPolicy, answer: answer ?? null });
  }

  @Post(':requestId/decline')
  @ApiOperation({ summary: 'Do not agree, and say why; audited' })
  @ApiAnswer(RefundRequestFileResponse)
  @ApiProblems(RefundRequestNotFound, RefundRequestDecided)
  decline(
    @IdParam('requestId') requestId: string,
    @CurrentUser() { userId: operatorId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() { answer }: DeclineRefundRequestRequest,
  ): Promise<RefundRequestEntity> {
    return this.decide.decline({ requestId, operatorId, answer });
  }
}
