import { Entity } from 'typeorm';
import { CreatedAt, Id, Reference, Text } from '../columns.js';

/** A signed-in buyer and the Stripe Customer that carries the saved payment methods. */
@Entity('buyer')
export class BuyerEntity {
  @Id() id!: string;
  @Reference() userId!: string;
  @Text({ nullable: true }) stripeCustomerId!: string | null;
  @CreatedAt() createdAt!: Date;
}
