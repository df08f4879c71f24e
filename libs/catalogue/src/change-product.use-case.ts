import { ProductEntity, SellerEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ProductNotFound } from './catalogue.errors.js';
import { assertOwnPicture } from './pictures/picture.queries.js';
import { assertCanSell, assertChargeable } from './product.rules.js';

export interface ChangeProductCommand {
  readonly userId: string;
  readonly productId: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: string | null | undefined;
  readonly priceMinor?: number | undefined;
  /** Units that can be sold from now on; what unpaid orders hold is not among them. */
  readonly stock?: number | undefined;
  readonly pictureUrl?: string | null | undefined;
  readonly status?: 'active' | 'archived' | undefined;
}

/** Changes what is given; orders that exist keep the price they froze. */
@Injectable()
export class ChangeProduct {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws ProductNotFound also for another seller's product, SellerNotReady, PriceNotChargeable, PictureNotFound */
  execute(command: ChangeProductCommand): Promise<ProductEntity> {
    return this.dataSource.transaction(async (manager) => {
      const { product, seller } = await this.lockOwn(manager, command);
      if (command.status === 'active') assertCanSell(seller);
      product.title = command.title ?? product.title;
      product.description = command.description ?? product.description;
      product.stock = command.stock ?? product.stock;
      product.status = command.status ?? product.status;
      if (command.category !== undefined) product.category = command.category;
      if (command.pictureUrl !== undefined) {
        await assertOwnPicture(manager, command.pictureUrl, seller.id);
        product.pictureUrl = command.pictureUrl;
      }
      if (command.priceMinor !== undefined) product.priceMinor = BigInt(command.priceMinor);
      assertChargeable(product.priceMinor, product.currency);
      product.updatedAt = new Date();
      return manager.save(product);
    });
  }

  private async lockOwn(
    manager: EntityManager,
    { userId, productId }: ChangeProductCommand,
  ): Promise<{ product: ProductEntity; seller: SellerEntity }> {
    const seller = await manager.findOneBy(SellerEntity, { userId });
    if (seller === null) throw new ProductNotFound();
    const product = await manager.findOne(ProductEntity, {
      where: { id: productId, sellerId: seller.id },
      lock: { mode: 'pessimistic_write' },
    });
    if (product === null) throw new ProductNotFound();
    return { product, seller };
  }
}
