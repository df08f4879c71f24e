import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, MinorUnits, Reference, Text } from '../columns.js';

/** A listing of one seller. */
@Entity('product')
export class ProductEntity {
  @Id() id!: string;
  @Reference() sellerId!: string;
  @Text() title!: string;
  @Text() description!: string;
  @Text({ nullable: true }) category!: string | null;
  @MinorUnits() priceMinor!: bigint;
  @Text() currency!: string;
  /** Units that can still be sold: what unpaid orders have reserved is already taken off. */
  @Count() stock!: number;
  @Text({ nullable: true }) pictureUrl!: string | null;
  @Text() status!: 'active' | 'archived';
  @CreatedAt() createdAt!: Date;
  @Instant() updatedAt!: Date;
}
