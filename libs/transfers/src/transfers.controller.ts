import { ApiPage, mapPage, type Page, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TransferQueries } from './transfer.queries.js';
import { TransferFilterRequest, TransferResponse } from './transfer.response.js';

@ApiTags('transfers')
@Controller('v1/transfers')
@Roles('operator')
export class TransfersController {
  constructor(private readonly transfers: TransferQueries) {}

  @Get()
  @ApiOperation({ summary: 'List transfers, newest first' })
  @ApiPage(TransferResponse)
  async list(@Query() query: TransferFilterRequest): Promise<Page<TransferResponse>> {
    return mapPage(await this.transfers.list(query, query), (transfer) => TransferResponse.from(transfer));
  }
}
