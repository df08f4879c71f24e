import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Paper, Stack, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import { progressOf } from './order-badge.js';
import styles from './order.module.css';
import type { Order } from './use-order.js';

/** The seller's own part: what was bought, what the buyer paid for it, what the marketplace keeps, what the seller gets. */
export function OrderContents({ order }: { order: Order }): ReactNode {
  const t = useT();
  const { currency, lines, amountMinor, commissionMinor, transferMinor } = order;
  const goodsMinor = lines.reduce((sum, line) => sum + line.goodsMinor, 0);
  const rows = [
    [t('order.goods'), goodsMinor],
    [t('order.shipping'), amountMinor - goodsMinor],
    [t('order.commission'), -commissionMinor],
  ] as const;
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack>
        <Title order={2} size="h3">
          {t('order.contents')}
        </Title>
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.id}>
              <span>
                {line.quantity} ×{' '}
                <Anchor component={AppLink} to={`/products/${line.productId}`} c="inherit">
                  {line.title}
                </Anchor>
              </span>
              <Money amountMinor={line.goodsMinor} currency={currency} />
            </li>
          ))}
        </ul>
        <dl className={styles.totals}>
          {rows.map(([name, minor]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Money amountMinor={minor} currency={currency} />
              </dd>
            </div>
          ))}
          <div className={styles.total}>
            <dt>{t('order.yours')}</dt>
            <dd>
              <Money amountMinor={transferMinor} currency={currency} />
            </dd>
          </div>
        </dl>
        {progressOf(order) === 'going_back' && (
          <Anchor component={AppLink} to={`/refunds?orderId=${order.id}`} size="sm">
            {t('order.refunds')}
          </Anchor>
        )}
      </Stack>
    </Paper>
  );
}
