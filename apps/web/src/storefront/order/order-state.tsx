import type { ReactNode } from 'react';
import { MoreMessages } from '../../i18n/more-messages.js';
import { AppLink } from '../../shell/app-link.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { type Mood } from '../../ui/state-badge.js';
import { Notice } from '../../ui/notice.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';
import { usePayment } from '../payment/use-payment.js';
import { CancelOrder } from './cancel-order.js';
import { orderStateCatalogues, useStateT } from './messages.js';
import { canPay, ORDER_MOODS, type Progress, progressOf } from './order-progress.js';
import type { Order } from './use-order.js';

const MOODS: Readonly<Record<Progress, Mood>> = { ...ORDER_MOODS, arriving: 'waiting', declined: 'bad', at_bank: 'attention' }; // prettier-ignore

/** Where an order stands, in plain words, and what can be done. */
export function OrderState({ order }: { order: Order }): ReactNode {
  return (
    <MoreMessages catalogues={orderStateCatalogues}>
      {order.state === 'awaiting_payment' ? (
        <UnpaidOrderState order={order} />
      ) : (
        <Told order={order} progress={order.state} />
      )}
    </MoreMessages>
  );
}

/** What Stripe knows may be newer than what has reached the order. */
function UnpaidOrderState({ order }: { order: Order }): ReactNode {
  const payment = usePayment(order.id);
  return <Told order={order} progress={progressOf(order, payment.data)} />;
}

function Told({ order, progress }: { order: Order; progress: Progress }): ReactNode {
  const t = useT();
  const tell = useStateT();
  return (
    <Notice mood={MOODS[progress]} title={tell(`order.title.${progress}`)}>
      <Text size="sm" role="status">
        {tell(`order.text.${progress}`)}
      </Text>
      {canPay(progress) && (
        <>
          <Text size="sm" c="dimmed">
            {t('payment.reservedUntil')} <When at={order.expiresAt} exact />
          </Text>
          <Group gap="sm">
            <Button component={AppLink} size="sm" to={`/checkout/${order.id}`}>
              {t('order.continuePayment')}
            </Button>
            <CancelOrder order={order} />
          </Group>
        </>
      )}
    </Notice>
  );
}
