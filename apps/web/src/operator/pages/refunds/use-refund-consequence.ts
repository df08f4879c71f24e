import type { AdminSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import { useMessages } from '../../../i18n/messages.context.js';
import { useT } from '../../messages.js';

/** What a refund will do, in a sentence with every amount, and the amount alone for the button. */
export function useRefundConsequence({ amountMinor, currency, legs }: AdminSchemas['RefundPreviewResponse']): {
  readonly amount: string;
  readonly consequence: string;
} {
  const t = useT();
  const { locale } = useMessages();
  const total = (key: 'takeBackMinor' | 'commissionBackMinor'): string =>
    Amount.sum(
      legs.map((leg) => Amount.of(leg[key], currency)),
      currency,
    ).format(locale);
  const amount = Amount.of(amountMinor, currency).format(locale);
  const consequence = t('newRefund.consequence', {
    amount,
    sellers: total('takeBackMinor'),
    commission: total('commissionBackMinor'),
  });
  return { amount, consequence };
}
