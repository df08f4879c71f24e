import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Paper, Stack, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Totals } from '../cart/totals.js';
import type { Quote } from '../cart/use-quote.js';
import { useT } from '../messages.js';
import styles from './checkout-summary.module.css';

/** What is being ordered, to look at once more. */
export function CheckoutSummary({ quote }: { quote: Quote }): ReactNode {
  const t = useT();
  const { currency, goodsMinor, shippingMinor, acceptedTotalMinor } = quote;
  return (
    <Paper withBorder radius="lg" p="md" component="section" className={styles.summary}>
      <Stack>
        <Title order={2} size="h3">
          {t('cart.summary')}
        </Title>
        {quote.sellers.map(({ sellerId, sellerName, lines }) => (
          <div key={sellerId}>
            <div className={styles.seller}>{sellerName}</div>
            <ul className={styles.lines}>
              {lines.map(({ productId, title, quantity, goodsMinor: amountMinor, currency: own }) => (
                <li key={productId}>
                  <span>
                    {quantity} × {title}
                  </span>
                  {amountMinor === null ? <span>–</span> : <Money amountMinor={amountMinor} currency={own} />}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {currency !== null && goodsMinor !== null && shippingMinor !== null && (
          <Totals
            currency={currency}
            goodsMinor={goodsMinor}
            shippingMinor={shippingMinor}
            totalMinor={acceptedTotalMinor}
          />
        )}
        <Anchor component={AppLink} to="/cart" size="sm" underline="always">
          {t('checkout.changeCart')}
        </Anchor>
      </Stack>
    </Paper>
  );
}
