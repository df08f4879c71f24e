import { ApiAnswer, ApiProblems, CurrentUser, type Principal, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SalesPeriodInvalid } from './sales.errors.js';
import { SalesRequest, SalesResponse } from './sales.messages.js';
import { SalesQueries } from './sales.queries.js';

@ApiTags('orders')
@Controller('v1/sales')
@Roles('seller')
export class SalesController {
  constructor(private readonly sales: SalesQueries) {}

  /** Your part of the orders that were paid in a period, before refunds: totals, and a series without gaps. */
  @Get()
  @ApiOperation({ summary: 'What you sold in a period, by day, week or month' })
  @ApiAnswer(SalesResponse)
  @ApiProblems(SalesPeriodInvalid)
  async show(@CurrentUser() { userId }: Principal, @Query() request: SalesRequest): Promise<SalesResponse> {
    return { currencies: await this.sales.of(userId, request) };
  }
}
