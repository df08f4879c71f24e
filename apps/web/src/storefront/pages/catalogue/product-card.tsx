import type { BuyerSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { Stack, Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { useT } from '../../messages.js';
import styles from './product-card.module.css';

/** A product among others: its picture (or its first letter), what it is and what it costs. */
export function ProductCard({ product }: { product: BuyerSchemas['ListedProductResponse'] }): ReactNode {
  const t = useT();
  const { title, category, pictureUrl, priceMinor, currency, stock } = product;
  return (
    <article className={styles.card}>
      <div className={styles.picture}>
        {pictureUrl === null ? (
          <span aria-hidden="true">{title.slice(0, 1)}</span>
        ) : (
          <img src={pictureUrl} alt="" loading="lazy" width="400" height="300" />
        )}
      </div>
      <Stack gap={2} p="md">
        <Text fw={600} lineClamp={2}>
          {title}
        </Text>
        {category !== null && (
          <Text size="sm" c="dimmed">
            {category}
          </Text>
        )}
        <Text fw={600} mt={6}>
          <Money amountMinor={priceMinor} currency={currency} />
        </Text>
        {stock === 0 && (
          <Text size="sm" c="dimmed">
            {t('catalogue.soldOut')}
          </Text>
        )}
      </Stack>
    </article>
  );
}
