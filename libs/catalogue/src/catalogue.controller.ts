import type { ProductEntity } from '@guildhall/database';
import { ApiAnswer, ApiPage, ApiProblems, IdParam, type Page, Public, toPage } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProductNotFound } from './catalogue.errors.js';
import { ProductQueries } from './product.queries.js';
import { SearchProductsRequest } from './product.requests.js';
import { ProductResponse } from './product.response.js';

/** What is for sale, for anyone. */
@ApiTags('catalogue')
@Controller('v1/catalogue')
@Public()
export class CatalogueController {
  constructor(private readonly products: ProductQueries) {}

  /** Products of sellers who can sell now, newest first. */
  @Get('products')
  @ApiOperation({ summary: 'Search what is for sale, newest first' })
  @ApiPage(ProductResponse)
  async search(@Query() request: SearchProductsRequest): Promise<Page<ProductEntity>> {
    return toPage(await this.products.search(request), request.limit, ({ id }) => [id]);
  }

  @Get('products/:productId')
  @ApiOperation({ summary: 'Show a product' })
  @ApiAnswer(ProductResponse)
  @ApiProblems(ProductNotFound)
  get(@IdParam('productId') productId: string): Promise<ProductEntity> {
    return this.products.forSaleById(productId);
  }
}
