import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, Public } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProductNotFound, SellerNotFound } from './catalogue.errors.js';
import { CatalogueQueries, type ListedSeller } from './catalogue.queries.js';
import { CategoriesResponse, ListedProductResponse, ListedSellerResponse } from './catalogue.responses.js';
import { SearchProductsRequest } from './product.requests.js';

/** What is for sale, for anyone. */
@ApiTags('catalogue')
@Controller('v1/catalogue')
@Public()
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueQueries) {}

  @Get('products')
  @ApiOperation({ summary: 'Search what is for sale' })
  @ApiPage(ListedProductResponse)
  async search(@Query() request: SearchProductsRequest): Promise<Page<ListedProductResponse>> {
    return mapPage(await this.catalogue.search(request), (listed) => ListedProductResponse.from(listed));
  }

  @Get('products/:productId')
  @ApiOperation({ summary: 'Show a product' })
  @ApiAnswer(ListedProductResponse)
  @ApiProblems(ProductNotFound)
  async product(@IdParam('productId') productId: string): Promise<ListedProductResponse> {
    return ListedProductResponse.from(await this.catalogue.product(productId));
  }

  @Get('categories')
  @ApiOperation({ summary: 'What there is, by category' })
  @ApiAnswer(CategoriesResponse)
  async categories(): Promise<CategoriesResponse> {
    return { data: await this.catalogue.categories() };
  }

  @Get('sellers/:sellerId')
  @ApiOperation({ summary: 'Show a seller' })
  @ApiAnswer(ListedSellerResponse)
  @ApiProblems(SellerNotFound)
  seller(@IdParam('sellerId') sellerId: string): Promise<ListedSeller> {
    return this.catalogue.seller(sellerId);
  }
}
