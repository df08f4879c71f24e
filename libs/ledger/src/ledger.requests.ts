import { IdField, InstantField, PageRequest, TextField } from '@guildhall/http';

export class ListAccountsRequest extends PageRequest {
  @TextField({
    example: 'seller_payable:',
    optional: true,
    max: 200,
    description: 'Only accounts whose name starts so.',
  })
  prefix?: string;
}

export class ListEntriesRequest extends PageRequest {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-000000000001', optional: true })
  orderId?: string;
  @TextField({
    example: 'ch_3MmlLrLkdIwHu7ix0snN0B15',
    optional: true,
    max: 255,
    description: 'A Stripe object (charge, transfer, refund, payout) or balance transaction.',
  })
  stripeId?: string;
}

export class ListPostingsRequest extends PageRequest {
  @TextField({ example: 'stripe_balance:platform', max: 255, description: 'The account to show.' })
  account!: string;
}

export class TrialBalanceRequest {
  @InstantField({
    example: '2026-12-31T23:59:59Z',
    optional: true,
    description: 'Only what occurred until then. Left out: everything booked so far.',
  })
  at?: Date;
}
