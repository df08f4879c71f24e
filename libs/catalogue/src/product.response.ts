import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
} from '@guildhall/http';

export class ProductResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) sellerId!: string;
  @TextField({ example: 'Blue mug' }) title!: string;
  @TextField({ min: 0, max: 5_000, example: 'Stoneware, 300 ml.' }) description!: string;
  @TextField({ nullable: true, example: 'kitchen' }) category!: string | null;
  @AmountField({ example: 1250 }) priceMinor!: bigint;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @IntegerField({ min: 0, example: 12, description: 'Units that can still be sold.' }) stock!: number;
  @TextField({ max: 2_000, nullable: true, example: 'https://example.com/mug.jpg' }) pictureUrl!: string | null;
  @ChoiceField(['active', 'archived'], { example: 'active' }) status!: string;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;
}
