import { type ReactNode, useEffect } from 'react';
import { ApiProblem } from '@guildhall/api-client';
import { AppLink } from '../../shell/app-link.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Notice } from '../../ui/notice.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';
import { CancelOrder } from '../order/cancel-order.js';
import { useOrder } from '../order/use-order.js';
import { cart, useOpenOrder } from './cart.js';

/** An order that was placed here and waits to be paid: its goods are reserved and no longer in the cart. */
export function OpenOrderNotice(): ReactNode {
  const id = useOpenOrder();
  return id === null ? null : <OpenOrder id={id} />;
}

function OpenOrder({ id }: { id: string }): ReactNode {
  const t = useT();
  const { data: order, error } = useOrder(id);
  const isGone = error instanceof ApiProblem && [401, 404].includes(error.status);
  useEffect(() => {
    if (isGone) cart.closeOrder(id);
    if (order === undefined || order.state === 'awaiting_payment') return;
    cart.closeOrder(id, order.state === 'expired' ? order.lines : []);
  }, [id, order, isGone]);
  if (order?.state !== 'awaiting_payment') return null;
  return (
    <Notice mood="waiting" title={t('openOrder.title')}>
      <Text size="sm">
        <Money amountMinor={order.amountMinor} currency={order.currency} /> · {t('openOrder.until')}{' '}
        <When at={order.expiresAt} exact />
      </Text>
      <Group gap="sm">
        <Button component={AppLink} size="sm" to={`/checkout/${id}`}>
          {t('order.continuePayment')}
        </Button>
        <CancelOrder order={order} />
      </Group>
    </Notice>
  );
}
