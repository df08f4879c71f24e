import type { AreaRoute, NavigationItem } from '../shell/area.js';
import { useT } from './messages.js';

/** The pages of what runs underneath: events, operations, books, rules, people. */
export const ENGINE_ROOM_ROUTES: readonly AreaRoute[] = [
  { path: 'webhook-events', page: () => import('./pages/webhooks/webhooks.page.js') },
  { path: 'webhook-events/:id', page: () => import('./pages/webhooks/webhook-event.page.js') },
  { path: 'operations', page: () => import('./pages/operations/operations.page.js') },
  { path: 'operations/:operationId', page: () => import('./pages/operations/operation.page.js') },
  { path: 'domain-events', page: () => import('./pages/domain-events/domain-events.page.js') },
  { path: 'domain-events/:domainEventId', page: () => import('./pages/domain-events/domain-event.page.js') },
  { path: 'audit-records', page: () => import('./pages/audit/audit.page.js') },
];

export function useEngineRoomNavigation(): readonly NavigationItem[] {
  const t = useT();
  return [
    { to: '/webhook-events', label: t('nav.webhooks'), group: t('nav.engine') },
    { to: '/operations', label: t('nav.operations') },
    { to: '/domain-events', label: t('nav.domainEvents') },
    { to: '/audit-records', label: t('nav.audit'), group: t('nav.settings') },
  ];
}
