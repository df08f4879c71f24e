/** Codes that lists can be narrowed to; `code-words.spec.ts` compares them with what the house has. */
export const OPERATION_KINDS = [
  'account.create',
  'account_link.create',
  'customer.create',
  'payment_intent.cancel',
  'payment_intent.confirm',
  'payment_intent.create',
  'payment_method.detach',
  'payout.cancel',
  'payout.create',
  'refund.create',
  'setup_intent.create',
  'transfer.create',
  'transfer_reversal.create',
] as const;

export const DOMAIN_EVENT_TYPES = [
  'order.paid',
  'order.paid_too_late',
  'order.refunded',
  'refund.failed',
  'seller.deauthorized',
  'seller.readiness_changed',
] as const;

export const DEEDS = [
  'commission_rule.create',
  'commission_rule.end',
  'domain_event.replay',
  'operation.resolve',
  'operation.retry',
  'payout.cancel',
  'payout.request',
  'payouts.hold',
  'payouts.release',
  'reconciliation.request',
  'reconciliation.resolve',
  'refund.request',
  'refund_request.approve',
  'refund_request.decline',
  'shipping_rule.create',
  'user.set_roles',
  'webhook.backfill',
  'webhook.replay',
  'webhook.replay_many',
] as const;
