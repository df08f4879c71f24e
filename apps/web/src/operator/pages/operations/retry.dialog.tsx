import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import type { Operation } from './operation.states.js';

/** Sends a call once more, under its own key. */
export function RetryDialog({ operation, onClose }: { operation: Operation; onClose: () => void }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const client = useQueryClient();
  const { id: operationId, kind, firstSentAt } = operation;
  return (
    <ConfirmMoney
      title={t('operation.retryTitle')}
      consequence={t(firstSentAt === null ? 'operation.retryUnsent' : 'operation.retrySent', {
        kind: words('operation', kind),
      })}
      confirmLabel={t('operation.retry')}
      act={(key) =>
        api.POST('/v1/operations/{operationId}/retry', {
          params: { path: { operationId }, header: { 'Idempotency-Key': key } },
        })
      }
      result={() => t('operation.retryResult')}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}
