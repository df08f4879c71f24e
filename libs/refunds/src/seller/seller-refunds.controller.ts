import { ApiPage, CurrentUser, mapPage, type Page, type Principal, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SellerRefundQueries } from './seller-refund.queries.js';
import { ListSellerRefundsRequest, SellerRefundResponse } from './seller-refund.response.js';

/** What went back to buyers, for the sellers of the goods: each sees their own part. */
@ApiTags('refunds')
@Controller('v1/refunds')
@Roles('seller')
export class SellerRefundsController {
  constructor(private readonly refunds: SellerRefundQueries) {}

  @Get()
  @ApiOperation({ summary: 'Your part of refunds, newest first' })
  @ApiPage(SellerRefundResponse)
  async list(
    @CurrentUser() { userId }: Principal,
    @Query() { orderId, ...page }: ListSellerRefundsRequest,
  ): Promise<Page<SellerRefundResponse>> {
    return mapPage(await this.refunds.list(userId, page, orderId), (each) => SellerRefundResponse.from(each));
  }
}
