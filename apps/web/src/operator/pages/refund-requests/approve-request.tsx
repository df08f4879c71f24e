import { useQueryClient } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useRefundConsequence } from '../refunds/use-refund-consequence.js';
import type { RefundRequest } from './refund-request.states.js';

/** The last question before a buyer gets their money back. */
export function ApproveRequest({ request, preview, body, onDone, onClose }: ApproveRequestProps): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const { amount, consequence } = useRefundConsequence(preview);
  const requestId = request.id;
  return (
    <ConfirmMoney
      title={t('refundRequest.approveTitle')}
      consequence={consequence}
      confirmLabel={t('newRefund.confirm', { amount })}
      isDangerous
      act={async (key) => {
        const approved = await api.POST('/v1/refund-requests/{requestId}/approve', {
          params: { path: { requestId }, header: { 'Idempotency-Key': key } },
          body,
        });
        onDone();
        return approved;
      }}
      result={() => t('newRefund.result', { amount })}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}

interface ApproveRequestProps {
  readonly request: RefundRequest;
  readonly preview: AdminSchemas['RefundPreviewResponse'];
  readonly body: AdminSchemas['ApproveRefundRequestRequest'];
  /** Once it is decided: what was typed is not needed any more. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}
