import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Group, Stack, Text } from '../../../ui/mantine.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { CancelOrder } from '../../order/cancel-order.js';
import { OrderLines } from '../../order/order-lines.js';
import { type Order, useOrder } from '../../order/use-order.js';
import { ContinueAtBank } from '../../payment/continue-at-bank.js';
import { goTo } from '../../payment/go-to.js';
import { PaymentForm } from '../../payment/payment.form.js';
import { StripeFrame } from '../../payment/stripe-frame.js';
import { TestCards } from '../../payment/test-cards.js';
import { type Payment, usePayment } from '../../payment/use-payment.js';
import styles from '../cart/cart.module.css';

/** Pays an order. Whatever happened before (a reload, a decline, another tab) is asked of the API, never remembered here. */
export default function PaymentPage(): ReactNode {
  const t = useT();
  const { orderId = '' } = useParams();
  const order = useOrder(orderId);
  const payment = usePayment(orderId);
  const isOver = order.data !== undefined && (order.data.state !== 'awaiting_payment' || isPaidOrLost(payment.data)); // prettier-ignore
  useEffect(() => {
    if (isOver) goTo(`/orders/${orderId}`);
  }, [isOver, orderId]);
  if (isNotFound(order.error)) return <NotFound />;
  const failed = [order, payment].find(({ isError, data }) => isError && data === undefined);
  return (
    <Page title={t('payment.title')}>
      {failed !== undefined ? (
        <Problem error={failed.error} onRetry={() => void failed.refetch()} />
      ) : order.data === undefined || payment.data === undefined || isOver ? (
        <Loading shape="page" height={48} />
      ) : (
        <div className={styles.columns}>
          <Paying order={order.data} payment={payment.data} onFailed={() => void payment.refetch()} />
          <OrderLines order={order.data} />
        </div>
      )}
    </Page>
  );
}

/** Nothing is left to do here. */
function isPaidOrLost(payment: Payment | undefined): boolean {
  return (
    payment !== undefined && (payment.clientSecret === null || ['processing', 'succeeded'].includes(payment.status))
  );
}

function Paying({ order, payment, onFailed }: { order: Order; payment: Payment; onFailed: () => void }): ReactNode {
  const t = useT();
  const { clientSecret, status, lastError } = payment;
  if (clientSecret === null) return null;
  return (
    <Stack gap="lg">
      <TestCards />
      <StripeFrame clientSecret={clientSecret}>
        <Stack gap="lg">
          {status === 'requires_action' && (
            <ContinueAtBank orderId={order.id} clientSecret={clientSecret} onFailed={onFailed} />
          )}
          <PaymentForm
            order={order}
            lastDecline={status === 'requires_payment_method' ? lastError : null}
            onFailed={onFailed}
          />
        </Stack>
      </StripeFrame>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('payment.reservedUntil')} <When at={order.expiresAt} exact />
        </Text>
        <CancelOrder order={order} />
      </Group>
    </Stack>
  );
}
