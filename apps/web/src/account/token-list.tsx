import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from '../ui/loading.js';
import { Text } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import { When } from '../ui/when.js';
import { useCommonT } from '../i18n/messages.context.js';
import { useSession } from '../session/session.context.js';
import { List } from './list.js';
import { RemovableRow } from './removable-row.js';

export const TOKENS = ['tokens'];

/** Personal access tokens, without what is secret of them. */
export function TokenList(): ReactNode {
  const t = useCommonT();
  const { api } = useSession();
  const queries = useQueryClient();
  const tokens = useQuery({
    queryKey: TOKENS,
    queryFn: () => api.GET('/v1/auth/tokens', { params: { query: { limit: 100 } } }),
  });
  if (tokens.isPending) return <Loading shape="text" height={44} />;
  if (tokens.isError) return <Problem error={tokens.error} onRetry={() => void tokens.refetch()} />;
  if (tokens.data.data.length === 0) return <Text c="dimmed">{t('security.noTokens')}</Text>;
  const removalOf = (tokenId: string, name: string) => ({
    label: t('security.revoke'),
    question: t('security.revokeTitle', { name }),
    consequence: t('security.revokeHint'),
    done: t('security.revoked'),
    remove: (key: string) =>
      api.DELETE('/v1/auth/tokens/{tokenId}', { params: { path: { tokenId }, header: { 'Idempotency-Key': key } } }),
    onRemoved: () => void queries.invalidateQueries({ queryKey: TOKENS }),
  });
  return (
    <List label={t('security.tokens')}>
      {tokens.data.data.map(({ id, name, expiresAt, lastUsedAt }) => (
        <RemovableRow key={id} removal={removalOf(id, name)}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {expiresAt !== null && (
              <>
                {t('security.until')} <When at={expiresAt} exact /> ·{' '}
              </>
            )}
            {lastUsedAt === null ? (
              t('security.neverUsed')
            ) : (
              <>
                {t('security.lastUsed')} <When at={lastUsedAt} />
              </>
            )}
          </Text>
        </RemovableRow>
      ))}
    </List>
  );
}
