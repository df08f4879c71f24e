import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Paper, Stack, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Totals } from '../cart/totals.js';
import { useT } from '../messages.js';
import styles from './order-lines.module.css';
import { Shipment } from './shipment.js';
import type { Order } from './use-order.js';

/** What was ordered, by seller, and once it is paid whether it is on its way. */
export function OrderLines({ order }: { order: Order }): ReactNode {
  const t = useT();
  return (
    <Paper withBorder radius="lg" p="md" component="section">
      <Stack>
        <Title order={2} size="h3">
          {t('order.contents')}
        </Title>
        {order.sellers.map(({ sellerId, sellerName, ...shipment }) => (
          <div key={sellerId}>
            <h3 className={styles.seller}>{sellerName}</h3>
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
            {order.paidAt !== null && <Shipment shipment={shipment} isComing={order.state === 'paid'} />}
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
