import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loading } from '../../../ui/loading.js';
import { Anchor, Button, Paper, Stack, Title } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { Problem } from '../../../ui/problem.js';
import { cart, useCartItems } from '../../cart/cart.js';
import type { CartItem } from '../../cart/cart.store.js';
import { OpenOrderNotice } from '../../cart/open-order.notice.js';
import { QuoteProblemText } from '../../cart/quote-problem-text.js';
import { QuotedSellers } from '../../cart/quoted-sellers.js';
import { Totals } from '../../cart/totals.js';
import { type Quote, useQuote } from '../../cart/use-quote.js';
import { useT } from '../../messages.js';
import styles from './cart.module.css';

/** What is to be bought, by seller, at the prices of now. */
export default function CartPage(): ReactNode {
  const t = useT();
  const items = useCartItems();
  const quote = useQuote(items);
  return (
    <Page title={t('cart.title')}>
      <OpenOrderNotice />
      {items.length === 0 && (
        <Empty title={t('cart.empty')}>
          <Anchor component={AppLink} to="/" underline="always">
            {t('cart.toCatalogue')}
          </Anchor>
        </Empty>
      )}
      {items.length > 0 && quote.isPending && <Loading shape="page" height={72} />}
      {quote.isError && <Problem error={quote.error} onRetry={() => void quote.refetch()} />}
      {items.length > 0 && quote.data !== undefined && (
        <div className={styles.columns}>
          <Stack>
            <Missing quote={quote.data} items={items} />
            <QuotedSellers quote={quote.data} items={items} />
          </Stack>
          <Summary quote={quote.data} isStale={quote.isPlaceholderData} />
        </div>
      )}
    </Page>
  );
}

/** Products that are in the cart and nowhere else any more, and what is wrong with the cart as a whole. */
function Missing({ quote, items }: { quote: Quote; items: readonly CartItem[] }): ReactNode {
  const t = useT();
  const listed = new Set(quote.sellers.flatMap(({ lines }) => lines.map(({ productId }) => productId)));
  const gone = items.filter(({ productId }) => !listed.has(productId));
  const unlisted = quote.problems.filter(({ productId }) => productId === null || !listed.has(productId));
  return unlisted.map(({ productId, ...problem }) => (
    <Notice key={productId ?? problem.code} mood="attention" title={<QuoteProblemText problem={problem} />} isAlert>
      {productId !== null && gone.some((item) => item.productId === productId) && (
        <div>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              cart.set(productId, 0);
            }}
          >
            {t('cart.remove')}
          </Button>
        </div>
      )}
    </Notice>
  ));
}

function Summary({ quote, isStale }: { quote: Quote; isStale: boolean }): ReactNode {
  const t = useT();
  const { currency, goodsMinor, shippingMinor, acceptedTotalMinor } = quote;
  const isReady = acceptedTotalMinor !== null && !isStale;
  return (
    <Paper withBorder radius="lg" p="md" className={styles.summary} component="section" aria-busy={isStale}>
      <Stack>
        <Title order={2} size="h3">
          {t('cart.summary')}
        </Title>
        {currency !== null && goodsMinor !== null && shippingMinor !== null && (
          <Totals
            currency={currency}
            goodsMinor={goodsMinor}
            shippingMinor={shippingMinor}
            totalMinor={acceptedTotalMinor}
          />
        )}
        {acceptedTotalMinor === null && <p className={styles.hint}>{t('cart.mendFirst')}</p>}
        {isReady ? (
          <Button component={AppLink} to="/checkout" size="md">
            {t('cart.checkout')}
          </Button>
        ) : (
          <Button size="md" disabled>
            {t('cart.checkout')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
