import type { ChargeMode, TransferEntity, TransferState } from '@guildhall/database';
import {
  AmountField,
  ChoiceField,
  CurrencyField,
  IdField,
  InstantField,
  PageRequest,
  StripeIdField,
  TextField,
} from '@guildhall/http';
import { TRANSFER_TRANSITIONS } from './transfer.states.js';

const TRANSFER_STATES = Object.keys(TRANSFER_TRANSITIONS) as TransferState[];
const UUID = '0199c2f4-6d2e-7000-8000-000000000008';

export class TransferFilterRequest extends PageRequest {
  @ChoiceField(TRANSFER_STATES, { example: 'waiting', optional: true })
  state?: TransferState;
  @IdField({ example: UUID, optional: true })
  sellerId?: string;
  @IdField({ example: UUID, optional: true })
  orderId?: string;
}

/** What one seller gets of one order. */
export class TransferResponse {
  @IdField({ example: UUID })
  id!: string;
  @IdField({ example: UUID })
  orderId!: string;
  @IdField({ example: UUID })
  sellerId!: string;
  @StripeIdField('acct', { example: 'acct_123' })
  stripeAccountId!: string;
  @ChoiceField(['destination', 'separate'], { example: 'separate' })
  chargeMode!: ChargeMode;
  @ChoiceField(TRANSFER_STATES, { example: 'created' })
  state!: TransferState;
  @CurrencyField({ example: 'usd' })
  currency!: string;
  @AmountField({ example: 9_000, min: 0, description: 'Of a destination charge the whole charge: its fee comes back.' })
  amountMinor!: bigint;
  @AmountField({ example: 1_000, min: 0 })
  commissionMinor!: bigint;
  @AmountField({ example: 0, min: 0 })
  reversedMinor!: bigint;
  @TextField({ nullable: true, example: 'tr_123' })
  stripeTransferId!: string | null;
  @TextField({ nullable: true, example: 'py_123', description: 'The payment it made on the connected account.' })
  destinationPaymentId!: string | null;
  @TextField({ nullable: true, max: 2_000, example: 'the seller cannot receive transfers at the moment' })
  failureReason!: string | null;
  @InstantField({ example: '2026-03-01T12:00:00Z' })
  createdAt!: Date;

  static from(transfer: TransferEntity): TransferResponse {
    return Object.assign(new TransferResponse(), transfer);
  }
}
