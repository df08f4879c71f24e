import type { AreaRoute, NavigationItem } from '../shell/area.js';
import { useT } from './messages.js';

/** The pages of what runs underneath: events, operations, books, rules, people. */
export const ENGINE_ROOM_ROUTES: readonly AreaRoute[] = [
  { path: 'webhook-events', page: () => import('./pages/webhooks/webhooks.page.js') },
  { path: 'webhook-events/:id', page: () => import('./pages/webhooks/webhook-event.page.js') },
  { path: 'webhook-events/runs', page: () => import('./pages/webhooks/webhook-runs.page.js') },
  { path: 'webhook-events/runs/:runId', page: () => import('./pages/webhooks/webhook-run.page.js') },
  { path: 'operations', page: () => import('./pages/operations/operations.page.js') },
  { path: 'operations/:operationId', page: () => import('./pages/operations/operation.page.js') },
  { path: 'domain-events', page: () => import('./pages/domain-events/domain-events.page.js') },
  { path: 'domain-events/:domainEventId', page: () => import('./pages/domain-events/domain-event.page.js') },
  { path: 'ledger', page: () => import('./pages/ledger/accounts.page.js') },
  { path: 'ledger/accounts/:account', page: () => import('./pages/ledger/account.page.js') },
  { path: 'ledger/entries', page: () => import('./pages/ledger/entries.page.js') },
  { path: 'ledger/entries/:entryId', page: () => import('./pages/ledger/entry.page.js') },
  { path: 'ledger/trial-balance', page: () => import('./pages/ledger/trial-balance.page.js') },
  { path: 'reconciliation', page: () => import('./pages/reconciliation/runs.page.js') },
  { path: 'reconciliation/runs/:runId', page: () => import('./pages/reconciliation/run.page.js') },
  { path: 'reconciliation/differences', page: () => import('./pages/reconciliation/differences.page.js') },
  { path: 'health', page: () => import('./pages/health/health.page.js') },
  { path: 'commission-rules', page: () => import('./pages/rules/rules.page.js') },
  { path: 'commission-rules/new', page: () => import('./pages/rules/new-rule.page.js') },
  { path: 'shipping-rules', page: () => import('./pages/shipping-rules/shipping-rules.page.js') },
  { path: 'users', page: () => import('./pages/users/users.page.js') },
  { path: 'users/:userId', page: () => import('./pages/users/user.page.js') },
  { path: 'account', page: () => import('./pages/account/account.page.js') },
  { path: 'audit-records', page: () => import('./pages/audit/audit.page.js') },
];

export function useEngineRoomNavigation(): readonly NavigationItem[] {
  const t = useT();
  return [
    { to: '/ledger', label: t('nav.ledger'), group: t('nav.books') },
    { to: '/reconciliation', label: t('nav.reconciliation') },
    { to: '/webhook-events', label: t('nav.webhooks'), group: t('nav.engine') },
    { to: '/operations', label: t('nav.operations') },
    { to: '/domain-events', label: t('nav.domainEvents') },
    { to: '/health', label: t('nav.health') },
    { to: '/commission-rules', label: t('nav.rules'), group: t('nav.settings') },
    { to: '/shipping-rules', label: t('nav.shipping') },
    { to: '/users', label: t('nav.users') },
    { to: '/audit-records', label: t('nav.audit') },
    { to: '/account', label: t('nav.account') },
  ];
}
