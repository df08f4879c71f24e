import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Paper, Stack, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { api } from '../api.js';
import { Totals } from '../cart/totals.js';
import { useT } from '../messages.js';
import styles from './order-lines.module.css';
import type { Order } from './use-order.js';

/** What was ordered, by seller. */
export function OrderLines({ order }: { order: Order }): ReactNode {
  const t = useT();
  const sellerIds = [...new Set(order.lines.map(({ sellerId }) => sellerId))];
  const names = useSellerNames(sellerIds);
  return (
    <Paper withBorder radius="lg" p="md" component="section">
      <Stack>
        <Title order={2} size="h3">
          {t('order.contents')}
        </Title>
        {sellerIds.map((sellerId) => (
          <div key={sellerId}>
            <h3 className={styles.seller}>{names.get(sellerId) ?? t('order.aSeller')}</h3>
            <ul className={styles.lines}>
              {order.lines
                .filter((line) => line.sellerId === sellerId)
                .map(({ id, productId, title, quantity, unitPriceMinor, goodsMinor }) => (
                  <li key={id}>
                    <span>
                      {quantity} ×{' '}
                      <Anchor component={AppLink} to={`/products/${productId}`} c="inherit">
                        {title}
                      </Anchor>
                      {quantity > 1 && (
                        <span className={styles.each}>
                          {' '}
                          (<Money amountMinor={unitPriceMinor} currency={order.currency} />)
                        </span>
                      )}
                    </span>
                    <Money amountMinor={goodsMinor} currency={order.currency} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
        <Totals
          currency={order.currency}
          goodsMinor={order.amountMinor - order.shippingMinor}
          shippingMinor={order.shippingMinor}
          totalMinor={order.amountMinor}
        />
      </Stack>
    </Paper>
  );
}

/** By seller's id; a seller who cannot be shown (any more) has none. */
function useSellerNames(sellerIds: readonly string[]): ReadonlyMap<string, string> {
  const sellers = useQueries({
    queries: sellerIds.map((sellerId) => ({
      queryKey: ['seller', sellerId],
      queryFn: () => api.GET('/v1/catalogue/sellers/{sellerId}', { params: { path: { sellerId } } }),
      staleTime: Infinity,
    })),
  });
  return new Map(sellers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.displayName] as const])));
}
