import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from '../ui/loading.js';
import { Text } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { StateBadge } from '../ui/state-badge.js';
import { When } from '../ui/when.js';
import { useCommonT } from '../i18n/messages.context.js';
import { useSession } from '../session/session.context.js';
import { List } from './list.js';
import { RemovableRow } from './removable-row.js';

const SESSIONS = ['sessions'];

/** Where this person is signed in; the other sessions can be ended here. */
export function SessionList(): ReactNode {
  const t = useCommonT();
  const { api } = useSession();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: () => api.GET('/v1/auth/sessions', { params: { query: { limit: 100 } } }),
  });
  if (sessions.isPending) return <Loading shape="text" height={44} />;
  if (sessions.isError) return <Problem error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const removalOf = (sessionId: string) => ({
    label: t('security.endSession'),
    question: t('security.endSessionTitle'),
    consequence: t('security.endSessionHint'),
    done: t('security.sessionEnded'),
    remove: (key: string) =>
      api.DELETE('/v1/auth/sessions/{sessionId}', {
        params: { path: { sessionId }, header: { 'Idempotency-Key': key } },
      }),
    onRemoved: () => void queries.invalidateQueries({ queryKey: SESSIONS }),
  });
  return (
    <List label={t('security.sessions')}>
      {sessions.data.data.map(({ id, createdAt, expiresAt, current }) => (
        <RemovableRow key={id} removal={current ? null : removalOf(id)}>
          <div>
            {t('security.since')} <When at={createdAt} exact />{' '}
            {current && <StateBadge mood="good">{t('security.thisOne')}</StateBadge>}
          </div>
          <Text size="sm" c="dimmed">
            {t('security.until')} <When at={expiresAt} exact />
          </Text>
        </RemovableRow>
      ))}
    </List>
  );
}
