import { Module } from '@nestjs/common';
import { CatalogueController } from './catalogue.controller.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { ChangeProduct } from './change-product.use-case.js';
import { ProductQueries } from './product.queries.js';
import { ProductsController } from './products.controller.js';
import { PublishProduct } from './publish-product.use-case.js';

/** For buyers: the public catalogue. */
@Module({ controllers: [CatalogueController], providers: [CatalogueQueries] })
export class CatalogueBuyerHttpModule {}

/** For sellers: their own products. */
@Module({ controllers: [ProductsController], providers: [ProductQueries, PublishProduct, ChangeProduct] })
export class CatalogueSellerHttpModule {}
