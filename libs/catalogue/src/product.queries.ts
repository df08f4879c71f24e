import { ProductEntity, SellerEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotASeller, ProductNotFound } from './catalogue.errors.js';

/** Reads a seller's own products, archived ones too: every query says whose (invariant I7). */
@Injectable()
export class ProductQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. @throws NotASeller */
  async list(userId: string, page: PageRequest): Promise<Page<ProductEntity>> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ userId });
    if (seller === null) throw new NotASeller();
    const own = this.dataSource
      .getRepository(ProductEntity)
      .createQueryBuilder('product')
      .where('product.seller_id = :sellerId', { sellerId: seller.id });
    const rows = await keyset(own, page, [{ column: 'product.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws ProductNotFound also when it is another seller's */
  async byId(userId: string, id: string): Promise<ProductEntity> {
    const product = await this.dataSource
      .getRepository(ProductEntity)
      .createQueryBuilder('product')
      .innerJoin('seller', 'seller', 'seller.id = product.seller_id')
      .where('product.id = :id AND seller.user_id = :userId', { id, userId })
      .getOne();
    if (product === null) throw new ProductNotFound();
    return product;
  }
}
