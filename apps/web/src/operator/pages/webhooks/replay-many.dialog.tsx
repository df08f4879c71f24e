import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Facts } from '../../../ui/facts.js';
import { NativeSelect, Stack, Text } from '../../../ui/mantine.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { WebhookFilters } from './use-webhook-filters.js';

const REPLAYABLE = ['dead', 'ignored', 'processed'] as const;
/** The API's own limit, also when none is sent. */
const MOST_AT_ONCE = 1_000;
type Replayable = (typeof REPLAYABLE)[number];

/** Has the events of a filter handled again. */
export function ReplayManyDialog({ filters, onClose }: ReplayManyDialogProps): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const [state, setState] = useState<Replayable>(REPLAYABLE.find((known) => known === filters.state) ?? 'dead');
  const { type, objectId, account, from, to } = filters;
  const narrowed = {
    ...(type && { type }),
    ...(objectId && { objectId }),
    ...(account && { account }),
    ...(from && { from }),
    ...(to && { to }),
  };
  return (
    <ConfirmMoney
      title={t('replay.titleMany')}
      consequence={
        <Stack>
          <Text>{t('replay.manyConsequence')}</Text>
          <NativeSelect
            label={t('webhooks.state')}
            data={REPLAYABLE.map((value) => ({ value, label: t(`webhook.state.${value}`) }))}
            value={state}
            onChange={({ currentTarget: { value } }) => {
              setState(value as Replayable);
            }}
          />
          <Facts
            facts={[
              [t('webhooks.type'), type ?? t('replay.all')],
              [t('webhooks.object'), objectId ?? t('replay.all')],
              [t('webhooks.account'), account ?? t('replay.all')],
              [t('webhooks.from'), from === undefined ? null : <When key="from" at={from} exact />],
              [t('webhooks.to'), to === undefined ? null : <When key="to" at={to} exact />],
            ]}
          />
        </Stack>
      }
      confirmLabel={t('replay.confirm')}
      act={(key) =>
        api.POST('/v1/webhook-events/replay', {
          params: { header: { 'Idempotency-Key': key } },
          body: { state, ...narrowed },
        })
      }
      result={({ id, total }) => (
        <Stack gap="xs">
          <span>{t('replay.manyResult', { count: total })}</span>
          {total === MOST_AT_ONCE && <span>{t('replay.manyMore')}</span>}
          {total > 0 && <AppLink to={`/webhook-events/runs/${id}`}>{t('webhookRun.watch')}</AppLink>}
        </Stack>
      )}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}

interface ReplayManyDialogProps {
  readonly filters: Partial<WebhookFilters>;
  readonly onClose: () => void;
}
