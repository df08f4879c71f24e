import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, Roles, toPage } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SellerNotFound } from './onboarding.errors.js';
import { SellerQueries } from './seller.queries.js';
import { ListSellersRequest } from './seller.requests.js';
import { SellerResponse } from './seller.responses.js';

/** Sellers, as operators see them. */
@ApiTags('sellers')
@Controller('v1/sellers')
@Roles('operator')
export class AdminSellersController {
  constructor(private readonly sellers: SellerQueries) {}

  @Get()
  @ApiOperation({ summary: 'Sellers, newest first' })
  @ApiPage(SellerResponse)
  async list(@Query() request: ListSellersRequest): Promise<Page<SellerResponse>> {
    const page = toPage(await this.sellers.list(request, request.state), request.limit, ({ id }) => [id]);
    return mapPage(page, (seller) => SellerResponse.from(seller));
  }

  @Get(':sellerId')
  @ApiOperation({ summary: 'Show a seller' })
  @ApiAnswer(SellerResponse)
  @ApiProblems(SellerNotFound)
  async get(@IdParam('sellerId') sellerId: string): Promise<SellerResponse> {
    return SellerResponse.from(await this.sellers.byId(sellerId));
  }
}
