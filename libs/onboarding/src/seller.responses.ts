import { payoutHoldOf, type SellerEntity } from '@guildhall/database';
import {
  ChoiceField,
  CountryField,
  CurrencyField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  NestedField,
  TextField,
} from '@guildhall/http';
import { type MissingItem, type Readiness, readinessOf } from './readiness.js';

export class MissingItemResponse implements MissingItem {
  @TextField({ example: 'individual.verification.document', description: "Stripe's name of it." }) requirement!: string;
  @ChoiceField(['due', 'past_due', 'being_verified', 'rejected'], { example: 'due' }) state!: MissingItem['state'];
  @TextField({ example: 'A photo of an identity document', description: 'In plain words.' }) words!: string;
}

export class ReadinessResponse implements Readiness {
  @FlagField({ example: true }) canSell!: boolean;
  @FlagField({ example: true }) canReceiveTransfers!: boolean;
  @FlagField({ example: false }) canBePaidOut!: boolean;
  @ListField(() => MissingItemResponse) missing!: MissingItemResponse[];
  @TextField({ nullable: true, example: '2026-12-01T00:00:00.000Z', description: 'When the missing items are needed.' })
  deadline!: string | null;
  @TextField({ nullable: true, example: 'Stripe is reviewing the account.' }) disabledReason!: string | null;
}

export class SellerResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }) id!: string;
  @TextField({ example: 'Ada’s Mugs' }) displayName!: string;
  @CountryField({ example: 'US' }) country!: string;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @ChoiceField(['express', 'standard', 'custom'], { example: 'express' }) accountType!: string;
  @ChoiceField(['full', 'recipient'], { example: 'full' }) serviceAgreement!: string;
  @TextField({ nullable: true, example: 'acct_1PZ8kQ2eZvKYlo2C' }) stripeAccountId!: string | null;
  @FlagField({ example: true }) detailsSubmitted!: boolean;
  @NestedField(() => ReadinessResponse) readiness!: ReadinessResponse;
  @TextField({ nullable: true, example: null as unknown as string, description: 'Why payouts are held, or null.' })
  payoutHoldReason!: string | null;
  @InstantField({ nullable: true, example: '2026-11-22T12:00:00.000Z' }) deauthorizedAt!: Date | null;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;

  static from(seller: SellerEntity): SellerResponse {
    return Object.assign(new SellerResponse(), seller, {
      readiness: readinessOf(seller),
      payoutHoldReason: payoutHoldOf(seller),
    });
  }
}

export class AccountLinkResponse {
  @TextField({
    max: 2_000,
    example: 'https://connect.stripe.com/setup/e/acct_1/abc',
    description: 'Send the seller there now; single use.',
  })
  url!: string;
  @InstantField({ example: '2026-11-22T12:05:00.000Z' }) expiresAt!: Date;
}

export class LoginLinkResponse {
  @TextField({ max: 2_000, example: 'https://connect.stripe.com/express/acct_1/abc' }) url!: string;
}
