import { ApiProblem } from '@guildhall/api-client';
import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { useSession } from '../../../session/session.context.js';
import { MoreMessages } from '../../../i18n/more-messages.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loading } from '../../../ui/loading.js';
import { Button, Paper, Stack, Text, Title } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { PostalAddress } from '../../../ui/postal-address.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { cart } from '../../cart/cart.js';
import { useT } from '../../messages.js';
import { OrderLines } from '../../order/order-lines.js';
import { ORDER_MOODS } from '../../order/order-progress.js';
import { OrderState } from '../../order/order-state.js';
import { refundCatalogues } from '../../refund/messages.js';
import { RefundRequests } from '../../refund/refund-requests.js';
import { type Order, useOrder } from '../../order/use-order.js';
import styles from '../cart/cart.module.css';

/** An order, as it is now: it follows by itself. Printed, it is a receipt. */
export default function OrderPage(): ReactNode {
  const t = useT();
  const { orderId = '' } = useParams();
  const { data: order, error, refetch, isPending } = useOrder(orderId);
  const state = order?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'awaiting_payment') cart.closeOrder(orderId);
  }, [orderId, state]);
  if (isNotFound(error)) return <NotFound />;
  if (order === undefined) {
    return (
      <Page title={t('order.heading')}>
        {isPending && <Loading shape="page" />}
        {error !== null && <NotLoaded error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page
      title={t('order.headingOf', { id: shortId(order.id) })}
      actions={
        <>
          <StateBadge mood={ORDER_MOODS[order.state]}>{t(`order.state.${order.state}`)}</StateBadge>
          {order.paidAt !== null && (
            <Button
              variant="default"
              size="sm"
              data-noprint
              onClick={() => {
                window.print();
              }}
            >
              {t('order.print')}
            </Button>
          )}
        </>
      }
    >
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.columns}>
        <Stack>
          <OrderState order={order} />
          <OrderLines order={order} />
          {order.paidAt !== null && (
            <MoreMessages catalogues={refundCatalogues}>
              <RefundRequests order={order} />
            </MoreMessages>
          )}
        </Stack>
        <OrderFacts order={order} />
      </div>
    </Page>
  );
}

function NotLoaded({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const t = useT();
  const { account, askToSignIn } = useSession();
  const isStranger = error instanceof ApiProblem && error.status === 401;
  if (isStranger && account === null) {
    return (
      <Notice mood="attention" title={t('order.whoAreYou')}>
        <Text size="sm">{t('order.whoAreYouHint')}</Text>
        <div>
          <Button onClick={askToSignIn}>{t('session.signIn')}</Button>
        </div>
      </Notice>
    );
  }
  return (
    <>
      <Problem error={error} onRetry={onRetry} />
      {!(error instanceof ApiProblem && error.status < 500) && <Text c="dimmed">{t('order.unreachable')}</Text>}
    </>
  );
}

function OrderFacts({ order }: { order: Order }): ReactNode {
  const t = useT();
  const { account } = useSession();
  const email = order.guestEmail ?? account?.email;
  return (
    <Paper withBorder radius="lg" p="md" component="section">
      <Title order={2} size="h3" mb="sm">
        {t('order.facts')}
      </Title>
      <Facts
        plain
        facts={[
          [t('order.number'), <IdText key="id" id={order.id} whole />],
          [t('order.placed'), <When key="placed" at={order.createdAt} exact />],
          [t('order.paidAt'), order.paidAt === null ? null : <When key="paid" at={order.paidAt} exact />],
          [t('session.email'), email ?? null],
          [
            t('order.address'),
            order.shippingAddress === null ? null : <PostalAddress key="to" address={order.shippingAddress} />,
          ],
        ]}
      />
    </Paper>
  );
}
