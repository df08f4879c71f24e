import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Money } from '../../../ui/money.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { UserLink } from '../users/user-link.js';
import { ORDER_MOODS } from './order.states.js';

/** What is known about an order at a glance. */
export function OrderFacts({ order }: { order: AdminSchemas['OrderFileResponse'] }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const { id, state, currency, payment, userId, guestEmail, paidAt, stripePaymentIntentId, stripeChargeId } = order;
  const { status, waitsFor, lastError } = payment;
  const idOrNull = (value: string | null): ReactNode => (value === null ? null : <IdText id={value} />);
  return (
    <Facts
      facts={[
        [
          t('orders.state'),
          <StateBadge key="state" mood={ORDER_MOODS[state]}>
            {t(`order.state.${state}`)}
          </StateBadge>,
        ],
        [t('orders.amount'), <Money key="amount" amountMinor={order.amountMinor} currency={currency} />],
        [t('order.shipping'), <Money key="shipping" amountMinor={order.shippingMinor} currency={currency} />],
        [t('orders.buyer'), guestEmail ?? (userId === null ? null : <UserLink key="buyer" userId={userId} />)],
        [t('orders.created'), <When key="created" at={order.createdAt} exact />],
        [t('order.paidAt'), paidAt === null ? null : <When key="paid" at={paidAt} exact />],
        [t('order.expiresAt'), paidAt === null ? <When key="expires" at={order.expiresAt} exact /> : null],
        [t('order.chargeMode'), t(`order.chargeMode.${order.chargeMode}`)],
        [t('order.waitsFor'), waitsFor === null ? null : words('waitsFor', status, waitsFor)],
        [t('order.lastError'), lastError === null ? null : words('decline', lastError.code ?? '', lastError.message)],
        [t('order.paymentIntent'), idOrNull(stripePaymentIntentId)],
        [t('order.charge'), idOrNull(stripeChargeId)],
        [t('orders.id'), <IdText key="id" id={id} />],
      ]}
    />
  );
}
