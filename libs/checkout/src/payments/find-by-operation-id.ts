import type { StripeOperationEntity } from '@guildhall/database';
import type Stripe from 'stripe';

/** Our clock and Stripe's may differ; an object is never older than the first attempt by more than this. */
const CLOCK_TOLERANCE_SECONDS = 900;

/**
 * Looks for what a create call may have made although its answer was lost. Lists are exact at once where Stripe's
 * search lags behind, so this pages through what was made since the first attempt.
 */
export async function findByOperationId<T extends { id: string; metadata: Stripe.Metadata | null }>(
  list: (page: { created: Stripe.RangeQueryParam; limit: number }) => Stripe.ApiListPromise<T>,
  operation: StripeOperationEntity,
): Promise<T | null> {
  const firstSentAt = operation.firstSentAt ?? operation.createdAt;
  const since = Math.floor(firstSentAt.getTime() / 1000) - CLOCK_TOLERANCE_SECONDS;
  for await (const candidate of list({ created: { gte: since }, limit: 100 })) {
    if (candidate.metadata?.operation_id === operation.id) return candidate;
  }
  return null;
}
