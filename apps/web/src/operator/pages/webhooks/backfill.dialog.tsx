import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Stack } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

/** Asks Stripe for events that never came. */
export function BackfillDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useT();
  return (
    <ConfirmMoney
      title={t('backfill.title')}
      consequence={t('backfill.consequence')}
      confirmLabel={t('backfill.confirm')}
      act={(key) => api.POST('/v1/webhook-events/backfill', { params: { header: { 'Idempotency-Key': key } } })}
      result={({ id, total }) => (
        <Stack gap="xs">
          <span>{t('backfill.result', { accounts: total })}</span>
          <AppLink to={`/webhook-events/runs/${id}`}>{t('webhookRun.watch')}</AppLink>
        </Stack>
      )}
      onClose={onClose}
    />
  );
}
