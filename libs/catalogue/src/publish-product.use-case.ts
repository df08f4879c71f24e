import { newId, ProductEntity, SellerEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotASeller } from './catalogue.errors.js';
import { assertOwnPicture } from './pictures/picture.queries.js';
import { assertCanSell, assertChargeable } from './product.rules.js';

export interface PublishProductCommand {
  readonly userId: string;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly priceMinor: number;
  /** Lower case; what the seller sells in. */
  readonly currency: string | null;
  readonly stock: number;
  readonly pictureUrl: string | null;
}

/** Puts a product of the caller's up for sale. */
@Injectable()
export class PublishProduct {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotASeller, SellerNotReady, PriceNotChargeable, PictureNotFound */
  async execute({ userId, priceMinor, currency, ...rest }: PublishProductCommand): Promise<ProductEntity> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ userId });
    if (seller === null) throw new NotASeller();
    assertCanSell(seller);
    const now = new Date();
    const product: ProductEntity = {
      ...rest,
      id: newId(),
      sellerId: seller.id,
      priceMinor: BigInt(priceMinor),
      currency: currency ?? seller.currency,
      status: 'active',
      createdAt: now,
      updatedAt: now,
    };
    assertChargeable(product.priceMinor, product.currency);
    await assertOwnPicture(this.dataSource.manager, product.pictureUrl, seller.id);
    await this.dataSource.getRepository(ProductEntity).insert(product);
    return product;
  }
}
