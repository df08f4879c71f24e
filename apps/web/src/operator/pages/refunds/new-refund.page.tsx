import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useMessages } from '../../../i18n/messages.context.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Group, NativeSelect } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { RefundPreview } from './refund-preview.js';
import { REFUND_REASONS } from './refund.states.js';
import { useRefundConsequence } from './use-refund-consequence.js';

type Wish = Required<AdminSchemas['CreateRefundRequest']>;

const POLICIES: readonly Wish['commissionPolicy'][] = ['return', 'keep'];

/** Gives an order back to its buyer: who bears what, shown before it is asked. */
export default function NewRefundPage(): ReactNode {
  const t = useT();
  const { orderId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const [isAsking, setAsking] = useState(false);
  const reason = REFUND_REASONS.find((each) => each === params.get('reason')) ?? 'requested_by_customer';
  const commissionPolicy = POLICIES.find((each) => each === params.get('commission')) ?? 'return';
  const preview = useQuery({
    queryKey: ['refund-preview', orderId, reason, commissionPolicy],
    staleTime: 0,
    queryFn: () =>
      api.POST('/v1/orders/{orderId}/refunds/preview', {
        params: { path: { orderId } },
        body: { reason, commissionPolicy },
      }),
  });
  const choose = (name: string) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setParams((now) => new URLSearchParams([...now].filter(([key]) => key !== name).concat([[name, value]])), { replace: true }); // prettier-ignore
  };
  return (
    <Page title={t('newRefund.title')} hint={t('newRefund.hint')}>
      <AppLink to={`/orders/${orderId}`}>{t('newRefund.toOrder')}</AppLink>
      <Group align="flex-end">
        <NativeSelect
          label={t('refunds.reason')}
          data={REFUND_REASONS.map((value) => ({ value, label: t(`refund.reason.${value}`) }))}
          value={reason}
          onChange={choose('reason')}
        />
        <NativeSelect
          label={t('refund.commission')}
          data={POLICIES.map((value) => ({ value, label: t(`refund.policy.${value}`) }))}
          value={commissionPolicy}
          onChange={choose('commission')}
        />
      </Group>
      <Loaded query={preview} shape="table">
        {(found) => (
          <>
            <RefundPreview preview={found} />
            <Group justify="flex-end">
              <Button
                color="red.8"
                onClick={() => {
                  setAsking(true);
                }}
              >
                {t('newRefund.review')}
              </Button>
            </Group>
            {isAsking && (
              <ConfirmRefund
                orderId={orderId}
                wish={{ reason, commissionPolicy }}
                preview={found}
                onClose={() => {
                  setAsking(false);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ConfirmRefund({ orderId, wish, preview, onClose }: ConfirmRefundProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const { amount, consequence } = useRefundConsequence(preview);
  return (
    <ConfirmMoney
      title={t('newRefund.title')}
      consequence={consequence}
      confirmLabel={t('newRefund.confirm', { amount })}
      isDangerous
      act={async (key) => {
        const refund = await api.POST('/v1/orders/{orderId}/refunds', {
          params: { path: { orderId }, header: { 'Idempotency-Key': key } },
          body: wish,
        });
        void client.invalidateQueries();
        return refund;
      }}
      result={(refund) => (
        <>
          {t('newRefund.result', { amount: Amount.of(refund.amountMinor, refund.currency).format(locale) })}{' '}
          <AppLink to={`/refunds/${refund.id}`}>{t('newRefund.toRefund')}</AppLink>
        </>
      )}
      onClose={onClose}
    />
  );
}

interface ConfirmRefundProps {
  readonly orderId: string;
  readonly wish: Wish;
  readonly preview: AdminSchemas['RefundPreviewResponse'];
  readonly onClose: () => void;
}
