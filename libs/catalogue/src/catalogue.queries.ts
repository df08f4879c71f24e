import { type AppConfig, CONFIG } from '@guildhall/config';
import { canSellSql, ProductEntity, SellerEntity } from '@guildhall/database';
import { keyset, type KeysetColumn, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { ProductNotFound, SellerNotFound } from './catalogue.errors.js';

export const SORTS = ['newest', 'price_asc', 'price_desc'] as const;

export interface ProductSearch extends PageRequest {
  /** Words that must all occur in the title or description. */
  readonly query?: string;
  readonly category?: string;
  readonly sellerId?: string;
  readonly currency?: string;
  readonly minPriceMinor?: number;
  readonly maxPriceMinor?: number;
  readonly inStock?: boolean;
  readonly sort: (typeof SORTS)[number];
}

/** A product with the name its seller goes by. */
export interface ListedProduct {
  readonly product: ProductEntity;
  readonly sellerName: string;
}

export interface ListedSeller {
  readonly id: string;
  readonly displayName: string;
  readonly country: string;
  readonly createdAt: Date;
  /** For sale now. */
  readonly products: number;
}

const MOST_CATEGORIES = 200;

/** Reads what buyers see: active products, in stock or not, of sellers who can sell now. */
@Injectable()
export class CatalogueQueries {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Each order and filter has an index: a page costs the same among a hundred products as among a hundred thousand. */
  async search(search: ProductSearch): Promise<Page<ListedProduct>> {
    const found = this.forSale();
    filter(found, search, this.config.platformCurrency);
    const byPrice: KeysetColumn[] = [{ column: 'product.priceMinor', type: 'integer' }];
    const columns: KeysetColumn[] = [
      ...(search.sort === 'newest' ? [] : byPrice),
      { column: 'product.id', type: 'id' },
    ];
    const rows = await keyset(found, search, columns, search.sort === 'price_asc' ? 'ASC' : 'DESC').getMany();
    const page = toPage(rows, search.limit, ({ id, priceMinor }) =>
      search.sort === 'newest' ? [id] : [priceMinor, id],
    );
    return { ...page, data: await this.named(page.data) };
  }

  /** @throws ProductNotFound when it is not for sale */
  async product(id: string): Promise<ListedProduct> {
    const product = await this.forSale().andWhere('product.id = :id', { id }).getOne();
    const [listed] = await this.named(product === null ? [] : [product]);
    if (listed === undefined) throw new ProductNotFound();
    return listed;
  }

  /** What is for sale now, by category, the fullest first. */
  async categories(): Promise<{ category: string; products: number }[]> {
    return this.dataSource.query(
      `SELECT product.category, count(*)::integer AS products
       FROM product JOIN seller ON seller.id = product.seller_id
       WHERE product.status = 'active' AND product.category IS NOT NULL AND ${canSellSql('seller')}
       GROUP BY product.category ORDER BY products DESC, product.category LIMIT ${String(MOST_CATEGORIES)}`,
    );
  }

  /** @throws SellerNotFound when they cannot sell now */
  async seller(id: string): Promise<ListedSeller> {
    const [seller] = await this.dataSource.query<ListedSeller[]>(
      `SELECT seller.id, seller.display_name AS "displayName", seller.country, seller.created_at AS "createdAt",
         (SELECT count(*)::integer FROM product WHERE seller_id = seller.id AND status = 'active') AS products
       FROM seller WHERE seller.id = $1 AND ${canSellSql('seller')}`,
      [id],
    );
    if (seller === undefined) throw new SellerNotFound();
    return seller;
  }

  private async named(products: readonly ProductEntity[]): Promise<ListedProduct[]> {
    const ids = [...new Set(products.map(({ sellerId }) => sellerId))];
    const sellers = await this.dataSource
      .getRepository(SellerEntity)
      .find({ where: { id: In(ids) }, select: { id: true, displayName: true } });
    const names = new Map(sellers.map(({ id, displayName }) => [id, displayName]));
    return products.map((product) => ({ product, sellerName: names.get(product.sellerId) ?? '' }));
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

function filter(found: SelectQueryBuilder<ProductEntity>, search: ProductSearch, platformCurrency: string): void {
  const { query = '', category, sellerId, minPriceMinor, maxPriceMinor, inStock, sort } = search;
  // Amounts of two currencies are not to be compared (invariant I8).
  const comparesPrices = minPriceMinor !== undefined || maxPriceMinor !== undefined || sort !== 'newest';
  const currency = search.currency ?? (comparesPrices ? platformCurrency : undefined);
  if (currency !== undefined) found.andWhere('product.currency = :currency', { currency });
  if (category !== undefined) found.andWhere('product.category = :category', { category });
  if (sellerId !== undefined) found.andWhere('product.seller_id = :sellerId', { sellerId });
  if (minPriceMinor !== undefined) found.andWhere('product.price_minor >= :minPriceMinor', { minPriceMinor });
  if (maxPriceMinor !== undefined) found.andWhere('product.price_minor <= :maxPriceMinor', { maxPriceMinor });
  if (inStock === true) found.andWhere('product.stock > 0');
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  words.forEach((word, index) => {
    const name = `word${String(index)}`;
    found.andWhere(wordSql(word, name), { [name]: word.replace(/[\\%_]/g, '\\$&') });
  });
}

/** The expression of the index `product_search`. */
const TEXT = `lower(product.title || ' ' || product.description)`;

/** One or two letters are in no trigram unless they begin a word: so they are looked for there. */
function wordSql(word: string, name: string): string {
  const anywhere = `${TEXT} LIKE '%' || :${name} || '%'`;
  if (!/^[a-z\d]{1,2}$/.test(word)) return anywhere;
  return `(${TEXT} LIKE :${name} || '%' OR ${TEXT} LIKE '% ' || :${name} || '%')`;
}
