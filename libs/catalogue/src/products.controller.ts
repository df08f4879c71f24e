import type { ProductEntity } from '@guildhall/database';
import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotASeller, PriceNotChargeable, ProductNotFound, SellerNotReady } from './catalogue.errors.js';
import { ChangeProduct } from './change-product.use-case.js';
import { PictureNotFound } from './pictures/picture.errors.js';
import { ProductQueries } from './product.queries.js';
import { ChangeProductRequest, PublishProductRequest } from './product.requests.js';
import { ProductResponse } from './product.response.js';
import { PublishProduct } from './publish-product.use-case.js';

/** A seller's own products. */
@ApiTags('products')
@Controller('v1/products')
@Roles('seller')
export class ProductsController {
  constructor(
    private readonly publishProduct: PublishProduct,
    private readonly changeProduct: ChangeProduct,
    private readonly products: ProductQueries,
  ) {}

  /** Puts a product up for sale. */
  @Post()
  @ApiOperation({ summary: 'Put a product up for sale' })
  @ApiAnswer(ProductResponse, { status: 201 })
  @ApiProblems(NotASeller, SellerNotReady, PriceNotChargeable, PictureNotFound)
  create(
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() body: PublishProductRequest,
  ): Promise<ProductEntity> {
    const { category = null, currency = null, pictureUrl = null, ...rest } = body;
    return this.publishProduct.execute({ userId, category, currency, pictureUrl, ...rest });
  }

  /** Changes what is given. */
  @Patch(':productId')
  @ApiOperation({ summary: 'Change a product' })
  @ApiAnswer(ProductResponse)
  @ApiProblems(ProductNotFound, SellerNotReady, PriceNotChargeable, PictureNotFound)
  update(
    @CurrentUser() { userId }: Principal,
    @IdParam('productId') productId: string,
    @Body() body: ChangeProductRequest,
  ): Promise<ProductEntity> {
    return this.changeProduct.execute({ userId, productId, ...body });
  }

  /** Your products, newest first, archived ones too. */
  @Get()
  @ApiOperation({ summary: 'Your products, newest first, archived ones too' })
  @ApiPage(ProductResponse)
  @ApiProblems(NotASeller)
  list(@CurrentUser() { userId }: Principal, @Query() page: PageRequest): Promise<Page<ProductEntity>> {
    return this.products.list(userId, page);
  }

  @Get(':productId')
  @ApiOperation({ summary: 'Show a product of yours, also an archived one' })
  @ApiAnswer(ProductResponse)
  @ApiProblems(ProductNotFound)
  get(@CurrentUser() { userId }: Principal, @IdParam('productId') productId: string): Promise<ProductEntity> {
    return this.products.byId(userId, productId);
  }
}
