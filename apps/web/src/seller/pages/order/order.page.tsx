import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loading } from '../../../ui/loading.js';
import { Stack } from '../../../ui/mantine.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { shortId } from '../../../ui/short-id.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { OrderAddress } from '../../orders/order-address.js';
import { OrderBadge } from '../../orders/order-badge.js';
import { OrderContents } from '../../orders/order-contents.js';
import styles from '../../orders/order.module.css';
import { Shipment } from '../../orders/shipment.js';
import { useOrder } from '../../orders/use-order.js';

/** The seller's part of an order: what, where to, and that it is on its way. */
export default function OrderPage(): ReactNode {
  const t = useT();
  const { orderId = '' } = useParams();
  const { data: order, error, isPending, refetch } = useOrder(orderId);
  if (isNotFound(error)) return <NotFound />;
  if (order === undefined) {
    return (
      <Page title={t('order.heading')}>
        {isPending && <Loading shape="page" />}
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page title={t('order.headingOf', { id: shortId(order.id) })} actions={<OrderBadge order={order} />}>
      <Facts
        facts={[
          [t('order.number'), <IdText key="id" id={order.id} whole />],
          [t('order.paidAt'), order.paidAt === null ? null : <When key="paid" at={order.paidAt} exact />],
        ]}
      />
      <div className={styles.columns}>
        <OrderContents order={order} />
        <Stack gap="lg">
          <OrderAddress order={order} />
          <Shipment order={order} />
        </Stack>
      </div>
    </Page>
  );
}
