import type { PaymentEntity, TransferEntity } from '@guildhall/database';
import { isCommitted } from './transfer.states.js';

/**
 * What may still be transferred of an order: captured, less refunded, less what was transferred and not taken back
 * (invariant I5). A transfer group at Stripe limits nothing, so this is asked under the order's row lock.
 */
export function transferableMinor(
  { capturedMinor, refundedMinor }: Pick<PaymentEntity, 'capturedMinor' | 'refundedMinor'>,
  transfers: readonly Pick<TransferEntity, 'state' | 'amountMinor' | 'reversedMinor'>[],
): bigint {
  const committed = transfers
    .filter(({ state }) => isCommitted(state))
    .reduce((sum, { amountMinor, reversedMinor }) => sum + amountMinor - reversedMinor, 0n);
  const left = capturedMinor - refundedMinor - committed;
  return left > 0n ? left : 0n;
}
