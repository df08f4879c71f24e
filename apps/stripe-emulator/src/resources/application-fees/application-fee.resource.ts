import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { embeddedList } from '../../core/view.js';

export const feeRefunds = defineResource<Stripe.FeeRefund>({
  object: 'fee_refund',
  idPrefix: 'fr',
  label: 'fee refund',
  filters: { fee: (refund) => refund.fee as string },
  expandable: { balance_transaction: 'balance_transaction', fee: 'application_fee' },
});

export const applicationFees = defineResource<Stripe.ApplicationFee>({
  object: 'application_fee',
  idPrefix: 'fee',
  label: 'application fee',
  filters: { charge: (fee) => fee.charge as string },
  expandable: {
    account: 'account',
    application: 'application',
    balance_transaction: 'balance_transaction',
    charge: 'charge',
    originating_transaction: 'charge',
  },
  present: (fee, view) => ({
    ...fee,
    refunds: embeddedList(view, feeRefunds, { where: { fee: fee.id } }, `/v1/application_fees/${fee.id}/refunds`),
  }),
});
