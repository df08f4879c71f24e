import type { PaymentEntity } from '@guildhall/database';
import type Stripe from 'stripe';

export type PaymentStatus = PaymentEntity['status'];

/** Stripe moves between these in any order while the buyer tries cards and challenges. */
const UNDECIDED: readonly PaymentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
];
const DECIDED: readonly PaymentStatus[] = ['requires_capture', 'succeeded', 'canceled'];

/** Which status may follow which. What Stripe has decided is never undone by an event that arrives late. */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  creating: [...UNDECIDED, ...DECIDED, 'rejected'],
  rejected: [],
  requires_payment_method: [...UNDECIDED, ...DECIDED],
  requires_confirmation: [...UNDECIDED, ...DECIDED],
  requires_action: [...UNDECIDED, ...DECIDED],
  processing: [...UNDECIDED, ...DECIDED],
  requires_capture: ['succeeded', 'canceled'],
  succeeded: [],
  canceled: [],
};

export function canAdvance(from: PaymentStatus, to: PaymentStatus): boolean {
  return PAYMENT_TRANSITIONS[from].includes(to);
}

/** @throws RangeError on a status that Stripe has added since: the event is retried, and a person looks */
export function paymentStatusOf({ id, status }: Pick<Stripe.PaymentIntent, 'id' | 'status'>): PaymentStatus {
  const known = [...UNDECIDED, ...DECIDED].find((candidate) => candidate === status);
  if (known === undefined) throw new RangeError(`${id} has the unknown status ${status}`);
  return known;
}

/** Nobody has paid and nobody has given up. */
export function isUndecided(status: PaymentStatus): boolean {
  return status === 'creating' || UNDECIDED.includes(status);
}

/** Stripe takes a cancellation in these; a payment that is processing belongs to the bank. */
export function isCancelable(status: PaymentStatus): boolean {
  return isUndecided(status) && status !== 'creating' && status !== 'processing';
}

/** What an unpaid order waits for, in words for the buyer. Null when it waits for nothing. */
export function waitsFor(status: PaymentStatus): string | null {
  switch (status) {
    case 'creating':
      return 'the payment to be set up at Stripe: ask again in a moment';
    case 'requires_payment_method':
      return 'a payment method: choose a card or another way to pay';
    case 'requires_confirmation':
      return 'your confirmation of the payment';
    case 'requires_action':
      return 'your bank: complete the authentication (3D Secure) it asks for';
    case 'processing':
      return 'your bank to carry out the payment; this can take several days';
    case 'requires_capture':
      return 'the marketplace to collect the authorised amount';
    case 'rejected':
    case 'succeeded':
    case 'canceled':
      return null;
  }
}
