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
import { OperationQuery, OperationResponse, ResolveOperationRequest } from './operation.response.js';
import { OperationNotFound, OperationNotOpen } from './operations.errors.js';
import { OperationsService } from './operations.service.js';

@ApiTags('operations')
@Controller('v1/operations')
@Roles('operator')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @ApiOperation({ summary: 'List the calls to Stripe, newest first' })
  @ApiPage(OperationResponse)
  async list(@Query() { state, kind, subjectId, ...page }: OperationQuery): Promise<Page<OperationResponse>> {
    return mapPage(await this.operations.list({ state, kind, subjectId }, page), (row) => OperationResponse.from(row));
  }

  @Get(':operationId')
  @ApiOperation({ summary: 'Show one call to Stripe' })
  @ApiAnswer(OperationResponse)
  @ApiProblems(OperationNotFound)
  async show(@IdParam('operationId') operationId: string): Promise<OperationResponse> {
    return OperationResponse.from(await this.operations.get(operationId));
  }

  @Post(':operationId/retry')
  @ApiOperation({ summary: 'Try a stuck or ambiguous call again' })
  @ApiAnswer(OperationResponse)
  @ApiProblems(OperationNotFound, OperationNotOpen)
  async retry(
    @IdempotencyKey() _key: string,
    @CurrentUser() user: Principal,
    @IdParam('operationId') operationId: string,
  ): Promise<OperationResponse> {
    return OperationResponse.from(await this.operations.retry(operationId, user.userId));
  }

  @Post(':operationId/resolve')
  @ApiOperation({ summary: 'Give up a stuck or ambiguous call, after asking Stripe what became of it' })
  @ApiAnswer(OperationResponse)
  @ApiProblems(OperationNotFound, OperationNotOpen)
  async resolve(
    @IdempotencyKey() _key: string,
    @CurrentUser() user: Principal,
    @IdParam('operationId') operationId: string,
    @Body() { note }: ResolveOperationRequest,
  ): Promise<OperationResponse> {
    return OperationResponse.from(await this.operations.resolve(operationId, user.userId, note));
  }
}
