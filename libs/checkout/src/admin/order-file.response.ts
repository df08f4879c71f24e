import type { OrderLineEntity, PostingEntity, SellerShareEntity, StripeOperationState } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  NestedField,
  StripeIdField,
  TextField,
} from '@guildhall/http';
import { OrderLineResponse } from '../orders/order.response.js';
import { PaymentStateResponse } from '../payments/payment.response.js';
import type { OrderFile } from './order-admin.queries.js';
import { PaymentAttemptResponse } from './payment-attempt.response.js';
import { OrderSummaryResponse } from './order-summary.response.js';

const UUID = '0199c2f4-6d2e-7000-8000-000000000005';
const OPERATION_STATES = ['pending', 'sending', 'ambiguous', 'succeeded', 'rejected', 'stuck'] as const;

export class OrderFileLineResponse extends OrderLineResponse {
  @AmountField({ example: 210, min: 0 })
  commissionMinor!: bigint;
  @IdField({ example: UUID })
  commissionRuleId!: string;
  @IntegerField({ example: 1, min: 1 })
  commissionRuleVersion!: number;
  @TextField({ example: '10% of 21.00 USD = 2.10 USD (platform rule, version 1)', max: 1_000 })
  commissionExplanation!: string;

  static override from(line: OrderLineEntity): OrderFileLineResponse {
    return Object.assign(new OrderFileLineResponse(), line);
  }
}

export class SellerShareResponse {
  @IdField({ example: UUID })
  sellerId!: string;
  @StripeIdField('acct', { example: 'acct_123' })
  stripeAccountId!: string;
  @AmountField({ example: 10_000 })
  amountMinor!: bigint;
  @AmountField({ example: 1_000, min: 0 })
  commissionMinor!: bigint;
  @AmountField({ example: 9_000, min: 0 })
  transferMinor!: bigint;

  static from(share: SellerShareEntity): SellerShareResponse {
    return Object.assign(new SellerShareResponse(), share);
  }
}

/** One thing that happened, in the order in which it happened. */
export class TimelineItemResponse {
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  at!: Date;
  @ChoiceField(['operation', 'event'], {
    example: 'operation',
    description: 'What we asked of Stripe, or what it told us.',
  })
  source!: 'operation' | 'event';
  @TextField({ example: 'payment_intent.create' })
  what!: string;
  @ChoiceField([...OPERATION_STATES, 'processed', 'ignored', 'dead'], { example: 'succeeded' })
  state!: StripeOperationState | 'processed' | 'ignored' | 'dead';
  @TextField({ nullable: true, example: 'pi_123' })
  stripeObjectId!: string | null;
  @TextField({
    nullable: true,
    max: 5_000,
    example: 'Your card was declined.',
    description: 'The last failure, in words.',
  })
  problem!: string | null;
}

export class OrderPostingResponse {
  @TextField({ example: 'stripe_balance:platform' })
  account!: string;
  @ChoiceField(['debit', 'credit'], { example: 'debit' })
  direction!: 'debit' | 'credit';
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 9_680 })
  amountMinor!: bigint;

  static from(posting: PostingEntity): OrderPostingResponse {
    return Object.assign(new OrderPostingResponse(), posting);
  }
}

export class OrderEntryResponse {
  @IdField({ example: UUID })
  id!: string;
  @TextField({ example: 'txn_123' })
  key!: string;
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  occurredAt!: Date;
  @TextField({ example: 'Charge ch_123 for an order', max: 1_000 })
  description!: string;
  @ListField(() => OrderPostingResponse)
  postings!: OrderPostingResponse[];
}

/** All there is to know of an order. */
export class OrderFileResponse extends OrderSummaryResponse {
  @NestedField(() => PaymentStateResponse)
  payment!: PaymentStateResponse;
  @TextField({ nullable: true, example: 'pi_123' })
  stripePaymentIntentId!: string | null;
  @TextField({ nullable: true, example: 'ch_123' })
  stripeChargeId!: string | null;
  @ListField(() => PaymentAttemptResponse, { description: 'Oldest first.' })
  attempts!: PaymentAttemptResponse[];
  @ListField(() => OrderFileLineResponse)
  lines!: OrderFileLineResponse[];
  @ListField(() => SellerShareResponse)
  shares!: SellerShareResponse[];
  @ListField(() => TimelineItemResponse)
  timeline!: TimelineItemResponse[];
  @ListField(() => OrderEntryResponse)
  entries!: OrderEntryResponse[];

  static of(file: OrderFile): OrderFileResponse {
    const { order, payment, lines, shares, entries } = file;
    return Object.assign(new OrderFileResponse(), order, {
      payment: PaymentStateResponse.of(payment.status, payment.lastErrorCode, payment.lastErrorMessage),
      stripePaymentIntentId: payment.stripePaymentIntentId,
      stripeChargeId: payment.stripeChargeId,
      attempts: file.attempts.map((attempt) => PaymentAttemptResponse.from(attempt)),
      lines: lines.map((line) => OrderFileLineResponse.from(line)),
      shares: shares.map((share) => SellerShareResponse.from(share)),
      timeline: timelineOf(file),
      entries: entries.map(({ entry, postings }) =>
        Object.assign(new OrderEntryResponse(), entry, {
          postings: postings.map((posting) => OrderPostingResponse.from(posting)),
        }),
      ),
    });
  }
}

function timelineOf({ operations, events }: OrderFile): TimelineItemResponse[] {
  const asked = operations.map(({ createdAt, kind, state, resultId, lastError }) =>
    Object.assign(new TimelineItemResponse(), {
      at: createdAt,
      source: 'operation',
      what: kind,
      state,
      stripeObjectId: resultId,
      problem: typeof lastError?.message === 'string' ? lastError.message : null,
    }),
  );
  const told = events.map(({ receivedAt, type, state, objectId, lastError }) =>
    Object.assign(new TimelineItemResponse(), {
      at: receivedAt,
      source: 'event',
      what: type,
      state,
      stripeObjectId: objectId,
      problem: lastError,
    }),
  );
  return [...asked, ...told].sort((left, right) => left.at.getTime() - right.at.getTime());
}
