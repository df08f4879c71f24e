import { Entity } from 'typeorm';
import { Count, CreatedAt, Id, Instant, Reference, Text } from '../columns.js';

/** What may be shown of a buyer's saved card; the card itself stays with Stripe. */
@Entity('saved_payment_method')
export class SavedPaymentMethodEntity {
  @Id() id!: string;
  @Reference() buyerId!: string;
  @Text() stripePaymentMethodId!: string;
  @Text() type!: string;
  @Text({ nullable: true }) brand!: string | null;
  @Text({ nullable: true }) last4!: string | null;
  @Count({ nullable: true }) expMonth!: number | null;
  @Count({ nullable: true }) expYear!: number | null;
  @Instant({ nullable: true }) detachedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
}
