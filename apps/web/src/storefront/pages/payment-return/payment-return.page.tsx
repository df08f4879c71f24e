import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Anchor, Text } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { useT } from '../../messages.js';
import { goTo } from '../../payment/go-to.js';
import { usePayment } from '../../payment/use-payment.js';

const ASK_EVERY_MS = 1_500;
const PATIENCE_MS = 8_000;

/**
 * Where a bank sends the buyer back to. What the address says about the outcome is not believed: the API asks Stripe. The secret
 * that Stripe writes into the address is taken out of it at once.
 */
export default function PaymentReturnPage(): ReactNode {
  const t = useT();
  const { orderId = '' } = useParams();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [isLate, setLate] = useState(false);
  const payment = usePayment(orderId, (known) => (known === undefined || isDecided(known.status) || isLate ? false : ASK_EVERY_MS)); // prettier-ignore
  const status = payment.isFetchedAfterMount ? payment.data?.status : undefined;
  useEffect(() => {
    if (search !== '') void navigate(pathname, { replace: true });
  }, [navigate, pathname, search]);
  useEffect(() => {
    const timer = setTimeout(() => { setLate(true); }, PATIENCE_MS); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, []);
  useEffect(() => {
    if (status === undefined || !isDecided(status)) return;
    goTo(status === 'requires_payment_method' ? `/checkout/${orderId}` : `/orders/${orderId}`);
  }, [status, orderId]);
  if (isNotFound(payment.error)) return <NotFound />;
  return (
    <Page title={t('return.title')} hint={t('return.hint')}>
      {payment.isError && <Problem error={payment.error} onRetry={() => void payment.refetch()} />}
      {!payment.isError && !isLate && <Loading shape="text" />}
      {!payment.isError && isLate && (
        <Notice mood="waiting" title={t('return.late')}>
          <Text size="sm">{t('return.lateHint')}</Text>
          <Anchor href={`/orders/${orderId}`} underline="always">
            {t('payment.toOrder')}
          </Anchor>
          <Anchor href={`/checkout/${orderId}`} underline="always">
            {t('return.otherMethod')}
          </Anchor>
        </Notice>
      )}
    </Page>
  );
}

/** Nothing more is expected of the bank for the moment. */
function isDecided(status: string): boolean {
  return ['succeeded', 'processing', 'requires_capture', 'canceled', 'rejected', 'requires_payment_method'].includes(
    status,
  );
}
