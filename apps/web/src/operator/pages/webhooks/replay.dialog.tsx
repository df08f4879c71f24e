import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { WebhookEvent } from './use-webhook-columns.js';

/** Has one event handled again. */
export function ReplayDialog({ event, onClose }: { event: WebhookEvent; onClose: () => void }): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const { id, state, type } = event;
  const includeProcessed = state === 'processed';
  return (
    <ConfirmMoney
      title={t('replay.title')}
      consequence={t(includeProcessed ? 'replay.processedConsequence' : 'replay.consequence', { type })}
      confirmLabel={t('replay.confirm')}
      act={(key) =>
        api.POST('/v1/webhook-events/{id}/replay', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { includeProcessed },
        })
      }
      result={() => t('replay.result')}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}
