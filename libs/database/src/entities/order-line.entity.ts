import { Entity } from 'typeorm';
import { Count, Id, MinorUnits, Reference, Text } from '../columns.js';

/** One product of an order, with its price and commission frozen at checkout. */
@Entity('order_line')
export class OrderLineEntity {
  @Id() id!: string;
  @Reference() orderId!: string;
  /** From 0, in the order of the request. */
  @Count() position!: number;
  @Reference() productId!: string;
  @Reference() sellerId!: string;
  @Text() title!: string;
  @Count() quantity!: number;
  @MinorUnits() unitPriceMinor!: bigint;
  /** unitPriceMinor x quantity. */
  @MinorUnits() goodsMinor!: bigint;
  /** This line's share of the order's shipping. */
  @MinorUnits() shippingMinor!: bigint;
  @MinorUnits() commissionMinor!: bigint;
  /** Tax on the commission, contained in it; zero until a tax rule says otherwise. */
  @MinorUnits() commissionTaxMinor!: bigint;
  @Reference() commissionRuleId!: string;
  @Count() commissionRuleVersion!: number;
  @Text() commissionExplanation!: string;
}
