import type { Currency } from '@guildhall/money';
import { AmountField, CurrencyField, IdField, IntegerField, ListField, NestedField, TextField } from '@guildhall/http';
import { OrderItemRequest } from './place-order.request.js';
import { type Quote, type QuotedLine, type QuotedSeller, sumOf } from './quote-order.use-case.js';

export class QuoteOrderRequest {
  @ListField(() => OrderItemRequest, { min: 1, max: 2_000, description: 'Products and quantities.' })
  items!: OrderItemRequest[];
}

export class QuoteProblemResponse {
  @TextField({
    example: 'out_of_stock',
    description:
      '`product_not_found`, `product_archived`, `out_of_stock`, `seller_not_ready`, `currencies_mixed` or `order_total_too_large`.',
  })
  code!: string;
  @TextField({ example: '"Blue mug" has only 1 left.', description: 'In words for the buyer.' })
  message!: string;
  @IdField({
    nullable: true,
    example: '0199c2f4-6d2e-7000-8000-000000000001',
    description: 'Null: it is about the whole.',
  })
  productId!: string | null;

  static from({ code, message, productId }: Quote['problems'][number]): QuoteProblemResponse {
    return Object.assign(new QuoteProblemResponse(), { code, message, productId: productId ?? null });
  }
}

export class QuoteLineResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000001' })
  productId!: string;
  @TextField({ example: 'Blue mug' })
  title!: string;
  @TextField({ max: 2_048, nullable: true, example: 'https://example.com/mug.jpg' })
  pictureUrl!: string | null;
  @IntegerField({ example: 2, min: 1 })
  quantity!: number;
  @IntegerField({ example: 12, min: 0, description: 'How many could be bought now.' })
  stock!: number;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 1_050, description: 'The price now.' })
  unitPriceMinor!: bigint;
  @AmountField({
    nullable: true,
    example: 2_100,
    description: 'unitPriceMinor x quantity; null when it cannot be bought.',
  })
  goodsMinor!: bigint | null;
  @NestedField(() => QuoteProblemResponse, {
    nullable: true,
    description: 'Why it cannot be bought; null when it can.',
  })
  problem!: QuoteProblemResponse | null;

  static from({ product, quantity, priced, problem }: QuotedLine): QuoteLineResponse {
    const { id: productId, title, pictureUrl, stock, currency, priceMinor } = product;
    return Object.assign(new QuoteLineResponse(), {
      productId,
      title,
      pictureUrl,
      quantity,
      stock,
      currency,
      unitPriceMinor: priceMinor,
      goodsMinor: priced?.goods.amountMinor ?? null,
      problem: problem === null ? null : QuoteProblemResponse.from(problem),
    });
  }
}

export class QuoteSellerResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000004' })
  sellerId!: string;
  @TextField({ example: 'Ada’s Mugs' })
  sellerName!: string;
  @ListField(() => QuoteLineResponse, { max: 2_000 })
  lines!: QuoteLineResponse[];
  @AmountField({ nullable: true, min: 0, example: 2_100, description: 'Of the lines that can be bought.' })
  goodsMinor!: bigint | null;
  @AmountField({ nullable: true, min: 0, example: 500 })
  shippingMinor!: bigint | null;

  static from(seller: QuotedSeller, currency: Currency | null): QuoteSellerResponse {
    const { sellerId, sellerName, lines } = seller;
    return Object.assign(new QuoteSellerResponse(), {
      sellerId,
      sellerName,
      lines: lines.map((line) => QuoteLineResponse.from(line)),
      goodsMinor: currency === null ? null : sumOf(lines, 'goods', currency).amountMinor,
      shippingMinor: currency === null ? null : sumOf(lines, 'shipping', currency).amountMinor,
    });
  }
}

/** Amounts are of the lines that can be bought; null when there are none, or not in one order. */
export class QuoteResponse {
  @ListField(() => QuoteSellerResponse, { max: 2_000, description: 'In the order in which they first appear.' })
  sellers!: QuoteSellerResponse[];
  @CurrencyField({ nullable: true, example: 'usd' })
  currency!: string | null;
  @AmountField({ nullable: true, min: 0, example: 2_100 })
  goodsMinor!: bigint | null;
  @AmountField({ nullable: true, min: 0, example: 500 })
  shippingMinor!: bigint | null;
  @AmountField({
    nullable: true,
    example: 2_600,
    description: 'Show it, and send it as `acceptedTotalMinor` with the order. Null while there is a problem.',
  })
  acceptedTotalMinor!: bigint | null;
  @ListField(() => QuoteProblemResponse, { max: 2_001, description: 'Empty: it could be ordered now.' })
  problems!: QuoteProblemResponse[];

  static from({ sellers, priced, problems }: Quote): QuoteResponse {
    const currency = priced?.currency ?? null;
    return Object.assign(new QuoteResponse(), {
      sellers: sellers.map((seller) => QuoteSellerResponse.from(seller, currency)),
      currency,
      goodsMinor: priced?.total.minus(priced.shipping).amountMinor ?? null,
      shippingMinor: priced?.shipping.amountMinor ?? null,
      acceptedTotalMinor: problems.length === 0 ? (priced?.total.amountMinor ?? null) : null,
      problems: problems.map((problem) => QuoteProblemResponse.from(problem)),
    });
  }
}
