import {
  AmountField,
  ChoiceField,
  CurrencyField,
  FlagField,
  IdField,
  IntegerField,
  PageRequest,
  TextField,
  UrlField,
} from '@guildhall/http';
import { SORTS } from './catalogue.queries.js';
import { PICTURE_PATH } from './pictures/picture-path.js';

const PICTURE = {
  ownPath: PICTURE_PATH,
  example: 'https://example.com/mug.jpg',
  description: 'Anywhere by https, or the `url` of a picture that you have uploaded.',
};

export class PublishProductRequest {
  @TextField({ max: 200, example: 'Blue mug' }) title!: string;
  @TextField({ min: 0, max: 5_000, default: '', example: 'Stoneware, 300 ml.' }) description!: string;
  @TextField({ max: 100, optional: true, example: 'kitchen', description: 'Commission rules may go by it.' })
  category?: string;
  @AmountField({ example: 1250 }) priceMinor!: number;
  @CurrencyField({ optional: true, example: 'usd', description: 'Your own currency when left out.' }) currency?: string;
  @IntegerField({ min: 0, max: 10_000_000, example: 12 }) stock!: number;
  @UrlField({ ...PICTURE, optional: true }) pictureUrl?: string;
}

export class ChangeProductRequest {
  @TextField({ max: 200, optional: true, example: 'Blue mug' }) title?: string;
  @TextField({ min: 0, max: 5_000, optional: true, example: 'Stoneware, 300 ml.' }) description?: string;
  @TextField({ max: 100, optional: true, nullable: true, example: 'kitchen' }) category?: string | null;
  @AmountField({ optional: true, example: 1250 }) priceMinor?: number;
  @IntegerField({
    min: 0,
    max: 10_000_000,
    optional: true,
    example: 12,
    description: 'Units that can be sold from now on.',
  })
  stock?: number;
  @UrlField({ ...PICTURE, optional: true, nullable: true }) pictureUrl?: string | null;
  @ChoiceField(['active', 'archived'], { optional: true, example: 'archived' }) status?: 'active' | 'archived';
}

export class SearchProductsRequest extends PageRequest {
  @TextField({
    max: 200,
    optional: true,
    example: 'blue mug',
    description: 'Words that all occur in title or description; one or two letters begin a word.',
  })
  query?: string;
  @TextField({ max: 100, optional: true, example: 'kitchen' }) category?: string;
  @IdField({ optional: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId?: string;
  @CurrencyField({
    optional: true,
    example: 'usd',
    description: 'The platform’s own when left out together with a price or an order by price.',
  })
  currency?: string;
  @AmountField({ optional: true, example: 500 }) minPriceMinor?: number;
  @AmountField({ optional: true, example: 2500 }) maxPriceMinor?: number;
  @FlagField({ optional: true, example: true, description: 'True: only what is not sold out.' }) inStock?: boolean;
  @ChoiceField(SORTS, { default: 'newest', example: 'price_asc' }) sort!: (typeof SORTS)[number];
}
