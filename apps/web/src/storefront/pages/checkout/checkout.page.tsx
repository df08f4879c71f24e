import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../../session/session.context.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loading } from '../../../ui/loading.js';
import { Anchor, Text } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { Problem } from '../../../ui/problem.js';
import { useCartItems } from '../../cart/cart.js';
import { OpenOrderNotice } from '../../cart/open-order.notice.js';
import { QuoteProblemText } from '../../cart/quote-problem-text.js';
import { type Quote, type QuotedLine, useQuote } from '../../cart/use-quote.js';
import { CheckoutSummary } from '../../checkout/checkout-summary.js';
import { CheckoutForm } from '../../checkout/checkout.form.js';
import type { PlacedOrder } from '../../checkout/use-place-order.js';
import { useT } from '../../messages.js';
import { goTo } from '../../payment/go-to.js';
import { useSavedMethods } from '../../payment/use-saved-methods.js';
import styles from '../cart/cart.module.css';

/** From the cart to an order. Paying is the next page, which has the order's address: it survives reload, back and another tab. */
export default function CheckoutPage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const { account } = useSession();
  const items = useCartItems();
  const quote = useQuote(items);
  const saved = useSavedMethods(account !== null);
  const onPlaced = ({ order, payment }: PlacedOrder): void => {
    if (payment.status === 'succeeded' || payment.status === 'processing') goTo(`/orders/${order.id}`);
    else void navigate(`/checkout/${order.id}`, { replace: true });
  };
  const { currency = null, acceptedTotalMinor = null } = quote.data ?? {};
  return (
    <Page title={t('checkout.title')}>
      <OpenOrderNotice />
      {items.length === 0 && (
        <Empty title={t('cart.empty')}>
          <Anchor component={AppLink} to="/" underline="always">
            {t('cart.toCatalogue')}
          </Anchor>
        </Empty>
      )}
      {items.length > 0 && (quote.isPending || saved.isLoading) && <Loading shape="page" height={48} />}
      {quote.isError && <Problem error={quote.error} onRetry={() => void quote.refetch()} />}
      {items.length > 0 && quote.data !== undefined && !saved.isLoading && (
        <div className={styles.columns}>
          {acceptedTotalMinor !== null && currency !== null ? (
            <CheckoutForm
              items={items}
              total={{ minor: acceptedTotalMinor, currency }}
              savedMethods={saved.data?.data ?? []}
              onPlaced={onPlaced}
            />
          ) : (
            <Notice mood="attention" title={t('checkout.notPossible')} isAlert>
              {quote.data.problems.map((problem) => (
                <Text key={`${problem.code} ${problem.productId ?? ''}`}>
                  <QuoteProblemText problem={problem} line={lineOf(quote.data, problem.productId)} />
                </Text>
              ))}
              <Anchor component={AppLink} to="/cart" underline="always">
                {t('checkout.changeCart')}
              </Anchor>
            </Notice>
          )}
          <CheckoutSummary quote={quote.data} />
        </div>
      )}
    </Page>
  );
}

function lineOf({ sellers }: Quote, productId: string | null): QuotedLine | undefined {
  return sellers.flatMap(({ lines }) => lines).find((line) => line.productId === productId);
}
