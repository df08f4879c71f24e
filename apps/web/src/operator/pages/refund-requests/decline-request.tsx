import { useQueryClient } from '@tanstack/react-query';
import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Stack, Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { RefundRequest } from './refund-request.states.js';

/** The last question before a buyer is told no. */
export function DeclineRequest({ request, answer, onDone, onClose }: DeclineRequestProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const { id: requestId, amountMinor, currency } = request;
  return (
    <ConfirmMoney
      title={t('refundRequest.declineTitle')}
      consequence={
        <Stack gap="xs">
          <Text>
            {t('refundRequest.declineConsequence', { amount: Amount.of(amountMinor, currency).format(locale) })}
          </Text>
          <Text fs="italic">{answer}</Text>
        </Stack>
      }
      confirmLabel={t('refundRequest.declineConfirm')}
      isDangerous
      act={async (key) => {
        const declined = await api.POST('/v1/refund-requests/{requestId}/decline', {
          params: { path: { requestId }, header: { 'Idempotency-Key': key } },
          body: { answer },
        });
        onDone();
        return declined;
      }}
      result={() => t('refundRequest.declineResult')}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}

interface DeclineRequestProps {
  readonly request: RefundRequest;
  /** What the buyer will read. */
  readonly answer: string;
  /** Once it is decided: what was typed is not needed any more. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}
