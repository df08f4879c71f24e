/** Where the pages of what a deed was done to begin; deeds that are missing have no page of their own. */
const PAGES: Readonly<Record<string, string>> = {
  'domain_event.replay': '/domain-events/',
  'operation.resolve': '/operations/',
  'operation.retry': '/operations/',
  'payout.cancel': '/payouts/',
  'payout.request': '/sellers/',
  'payouts.hold': '/sellers/',
  'payouts.release': '/sellers/',
  'reconciliation.request': '/reconciliation/runs/',
  'refund.request': '/orders/',
  'refund_request.approve': '/orders/',
  'refund_request.decline': '/orders/',
  'user.set_roles': '/users/',
  'webhook.backfill': '/webhook-events/runs/',
  'webhook.replay': '/webhook-events/',
  'webhook.replay_many': '/webhook-events/runs/',
};

/** @returns the page of what a deed was done to; null when there is none */
export function subjectPage(action: string, subjectId: string): string | null {
  const page = PAGES[action];
  return page === undefined ? null : page + subjectId;
}
