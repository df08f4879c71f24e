import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList } from '../../core/view.js';

export interface TransferHidden {
  /** Made by a destination charge: reversing it may overdraw the destination. */
  readonly isDestinationCharge: boolean;
}

export const transferReversals = defineResource<Stripe.TransferReversal>({
  object: 'transfer_reversal',
  idPrefix: 'trr',
  label: 'transfer reversal',
  filters: { transfer: (reversal) => reversal.transfer as string },
  expandable: {
    balance_transaction: 'balance_transaction',
    destination_payment_refund: 'refund',
    source_refund: 'refund',
    transfer: 'transfer',
  },
});

export const transfers = defineResource<Stripe.Transfer, TransferHidden>({
  object: 'transfer',
  idPrefix: 'tr',
  pathParam: 'transfer',
  filters: {
    destination: (transfer) => transfer.destination as string,
    transfer_group: (transfer) => transfer.transfer_group ?? undefined,
    source_transaction: (transfer) => (transfer.source_transaction as string | null) ?? undefined,
  },
  expandable: {
    balance_transaction: 'balance_transaction',
    destination: 'account',
    destination_payment: 'charge',
    source_transaction: 'charge',
  },
  present: (transfer, view) => ({
    ...transfer,
    reversals: embeddedList(
      view,
      transferReversals,
      { where: { transfer: transfer.id } },
      `/v1/transfers/${transfer.id}/reversals`,
    ),
  }),
});

/** What is stored in place of an embedded list; `present` fills it. */
export function emptyList(url: string): Stripe.ApiList<never> {
  return { object: 'list', data: [], has_more: false, url };
}
