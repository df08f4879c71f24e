import { useQueryClient } from '@tanstack/react-query';
import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { AppLink } from '../../../shell/app-link.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

/** The last question before a payout, and its answer. */
export function ConfirmPayout({ sellerId, amountMinor, currency, onClose }: ConfirmPayoutProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const amount = Amount.of(amountMinor, currency).format(locale);
  return (
    <ConfirmMoney
      title={t('newPayout.title')}
      consequence={t('newPayout.consequence', { amount })}
      confirmLabel={t('newPayout.confirm', { amount })}
      act={async (key) => {
        const payout = await api.POST('/v1/payouts', {
          params: { header: { 'Idempotency-Key': key } },
          body: { sellerId, amountMinor, currency },
        });
        void client.invalidateQueries();
        return payout;
      }}
      result={(payout) => (
        <>
          {t('newPayout.result', { amount: Amount.of(payout.amountMinor, payout.currency).format(locale) })}{' '}
          <AppLink to={`/payouts/${payout.id}`}>{t('newPayout.toPayout')}</AppLink>
        </>
      )}
      onClose={onClose}
    />
  );
}

interface ConfirmPayoutProps {
  readonly sellerId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly onClose: () => void;
}
