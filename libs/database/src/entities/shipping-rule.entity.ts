import { Entity } from 'typeorm';
import { CreatedAt, Id, Instant, MinorUnits, Text } from '../columns.js';

/** What an order pays for shipping, whatever is in it. The newest rule of the order's currency wins; without one it is free. */
@Entity('shipping_rule')
export class ShippingRuleEntity {
  @Id() id!: string;
  @Text() currency!: string;
  /** Once per order, split evenly over its sellers. */
  @MinorUnits() flatMinor!: bigint;
  @Instant() validFrom!: Date;
  @CreatedAt() createdAt!: Date;
}
