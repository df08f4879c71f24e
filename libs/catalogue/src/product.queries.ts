import { canSellSql, ProductEntity, SellerEntity } from '@guildhall/database';
import { keyset } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { NotASeller, ProductNotFound } from './catalogue.errors.js';

export interface Paging {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ProductSearch extends Paging {
  /** Words that must all occur in the title or description. */
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly sellerId?: string | undefined;
}

/** Reads the catalogue. What buyers see is active, in stock or not, of sellers who can sell now. */
@Injectable()
export class ProductQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first; one more than `limit` when there are more. */
  search({ query, category, sellerId, ...page }: ProductSearch): Promise<ProductEntity[]> {
    const found = this.paged(this.forSale(), page);
    if (category !== undefined) found.andWhere('product.category = :category', { category });
    if (sellerId !== undefined) found.andWhere('product.seller_id = :sellerId', { sellerId });
    const words = (query ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    words.forEach((word, index) => {
      found.andWhere(`lower(product.title || ' ' || product.description) LIKE :word${index}`, {
        [`word${index}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%`,
      });
    });
    return found.getMany();
  }

  /** @throws ProductNotFound when it is not for sale */
  async forSaleById(id: string): Promise<ProductEntity> {
    const product = await this.forSale().andWhere('product.id = :id', { id }).getOne();
    if (product === null) throw new ProductNotFound();
    return product;
  }

  /** The caller's own products, archived ones too. @throws NotASeller */
  async ofSeller(userId: string, page: Paging): Promise<ProductEntity[]> {
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ userId });
    if (seller === null) throw new NotASeller();
    const own = this.dataSource
      .getRepository(ProductEntity)
      .createQueryBuilder('product')
      .where('product.seller_id = :sellerId', { sellerId: seller.id });
    return this.paged(own, page).getMany();
  }

  private paged(
    query: SelectQueryBuilder<ProductEntity>,
    { limit, cursor }: Paging,
  ): SelectQueryBuilder<ProductEntity> {
    return keyset(query, { limit, ...(cursor === undefined ? {} : { cursor }) }, [
      { column: 'product.id', type: 'id' },
    ]);
  }

  private forSale(): SelectQueryBuilder<ProductEntity> {
    return this.dataSource
      .getRepository(ProductEntity)
      .createQueryBuilder('product')
      .innerJoin('seller', 'seller', 'seller.id = product.seller_id')
      .where(`product.status = 'active'`)
      .andWhere(canSellSql('seller'));
  }
}
