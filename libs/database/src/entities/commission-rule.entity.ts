import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, MinorUnits, Text } from '../columns.js';

/** How much the platform takes. The most specific rule that is valid wins: product, category, seller, platform. */
@Entity('commission_rule')
export class CommissionRuleEntity {
  @Id() id!: string;
  @Count() version!: number;
  @Text() scope!: 'platform' | 'seller' | 'category' | 'product';
  /** Seller id, category name or product id; null for the platform's default. */
  @Text({ nullable: true }) scopeReference!: string | null;
  /** 1/100 of a percent: 1000 is 10%. */
  @Count() percentBasisPoints!: number;
  /** Added per order line, in the line's currency. */
  @MinorUnits() fixedMinor!: bigint;
  @MinorUnits({ nullable: true }) minimumMinor!: bigint | null;
  @MinorUnits({ nullable: true }) maximumMinor!: bigint | null;
  @Instant() validFrom!: Date;
  @Instant({ nullable: true }) validTo!: Date | null;
  @CreatedAt() createdAt!: Date;
}
