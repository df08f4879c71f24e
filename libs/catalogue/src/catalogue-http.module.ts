import { Module } from '@nestjs/common';
import { CatalogueController } from './catalogue.controller.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { ChangeProduct } from './change-product.use-case.js';
import { AcceptPictures } from './pictures/accept-pictures.js';
import { PictureFilesController } from './pictures/picture-files.controller.js';
import { PictureQueries } from './pictures/picture.queries.js';
import { PicturesController } from './pictures/pictures.controller.js';
import { StorePicture } from './pictures/store-picture.use-case.js';
import { ProductQueries } from './product.queries.js';
import { ProductsController } from './products.controller.js';
import { PublishProduct } from './publish-product.use-case.js';

/** For buyers: the public catalogue. */
@Module({ controllers: [CatalogueController, PictureFilesController], providers: [CatalogueQueries, PictureQueries] })
export class CatalogueBuyerHttpModule {}

/** For sellers: their own products. */
@Module({
  controllers: [ProductsController, PicturesController],
  providers: [ProductQueries, PublishProduct, ChangeProduct, AcceptPictures, StorePicture],
})
export class CatalogueSellerHttpModule {}
