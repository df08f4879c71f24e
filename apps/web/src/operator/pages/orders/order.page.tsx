import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button } from '../../../ui/mantine.js';
import { shortId } from '../../../ui/short-id.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { MoneyPath } from './money-path.js';
import { OpenRequest } from './open-request.js';
import { OrderAttempts } from './order-attempts.js';
import { OrderFacts } from './order-facts.js';
import { OrderLines } from './order-lines.js';
import { OrderRefunds } from './order-refunds.js';
import { OrderShares } from './order-shares.js';
import { OrderTimeline } from './order-timeline.js';

type Order = AdminSchemas['OrderFileResponse'];

/** One order: what was bought, tried and paid, where the money went, and everything that happened. */
export default function OrderPage(): ReactNode {
  const { orderId = '' } = useParams();
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: () => api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }),
  });
  return <Loaded query={order}>{(found) => <OrderFile order={found} />}</Loaded>;
}

function OrderFile({ order }: { order: Order }): ReactNode {
  const t = useT();
  const { id, state } = order;
  return (
    <Page
      title={t('order.title', { id: shortId(id) })}
      actions={
        state === 'paid' && (
          <Button component={AppLink} to={`/orders/${id}/refund`} variant="default">
            {t('order.refund')}
          </Button>
        )
      }
    >
      <OpenRequest orderId={id} />
      <OrderFacts order={order} />
      <MoneyPath orderId={id} />
      <OrderLines order={order} />
      <OrderShares order={order} />
      <OrderAttempts order={order} />
      <OrderRefunds orderId={id} />
      <OrderTimeline order={order} />
    </Page>
  );
}
