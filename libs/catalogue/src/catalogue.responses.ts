import { CountryField, IdField, InstantField, IntegerField, ListField, TextField } from '@guildhall/http';
import type { ListedProduct } from './catalogue.queries.js';
import { ProductResponse } from './product.response.js';

export class ListedProductResponse extends ProductResponse {
  @TextField({ example: 'Ada’s Mugs' }) sellerName!: string;

  static from({ product, sellerName }: ListedProduct): ListedProductResponse {
    return Object.assign(new ListedProductResponse(), product, { sellerName });
  }
}

export class CategoryResponse {
  @TextField({ example: 'kitchen' }) category!: string;
  @IntegerField({ min: 1, example: 12, description: 'Products for sale now.' }) products!: number;
}

export class CategoriesResponse {
  @ListField(() => CategoryResponse, { max: 200, description: 'The fullest first.' }) data!: CategoryResponse[];
}

export class ListedSellerResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) id!: string;
  @TextField({ example: 'Ada’s Mugs' }) displayName!: string;
  @CountryField({ example: 'US' }) country!: string;
  @InstantField({ example: '2026-01-02T12:00:00.000Z', description: 'When they joined.' }) createdAt!: Date;
  @IntegerField({ min: 0, example: 12, description: 'Products for sale now.' }) products!: number;
}
