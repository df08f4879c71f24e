import { AmountField, ChoiceField, CurrencyField, IdField, InstantField, PageRequest } from '@guildhall/http';
import { REFUND_STATES } from '../refund.response.js';
import type { SellerRefund } from './seller-refund.queries.js';

export class ListSellerRefundsRequest extends PageRequest {
  @IdField({ optional: true, example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId?: string;
}

/** A seller's own part of a refund. */
export class SellerRefundResponse {
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8e' }) id!: string;
  @IdField({ example: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d80' }) orderId!: string;
  @ChoiceField(REFUND_STATES, { example: 'succeeded', description: 'Of the buyer’s money.' }) state!: string;
  @ChoiceField(['duplicate', 'fraudulent', 'requested_by_customer'], { example: 'requested_by_customer' })
  reason!: string;
  @CurrencyField({ example: 'usd' }) currency!: string;
  @AmountField({ min: 0, example: 6000, description: 'What the buyer gets of your part.' }) buyerMinor!: bigint;
  @AmountField({ min: 0, example: 600, description: 'Commission that the marketplace gives back.' })
  commissionBackMinor!: bigint;
  @AmountField({ min: 0, example: 5400, description: 'What it costs you: the buyer’s part less that commission.' })
  yoursMinor!: bigint;
  @ChoiceField(['planned', 'requested', 'done', 'owed', 'canceled'], {
    example: 'done',
    description: 'Of what is taken back; `owed`: there was no balance to take it from, so it is your debt.',
  })
  settlement!: string;
  @InstantField({ example: '2026-11-22T12:00:00.000Z' }) createdAt!: Date;

  static from({ leg, refund }: SellerRefund): SellerRefundResponse {
    const { orderId, state, reason } = refund;
    const { id, currency, buyerMinor, commissionBackMinor, state: settlement, createdAt } = leg;
    return Object.assign(new SellerRefundResponse(), {
      ...{ id, orderId, state, reason, currency, settlement, createdAt },
      // Of a destination charge all is taken back and the commission returned after it; either way this is what it comes to.
      ...{ buyerMinor, commissionBackMinor, yoursMinor: buyerMinor - commissionBackMinor },
    });
  }
}
