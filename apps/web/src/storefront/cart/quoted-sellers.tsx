import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Group, Paper, Text, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import type { CartItem } from './cart.store.js';
import { QuotedLineItem } from './quoted-line.js';
import type { Quote } from './use-quote.js';

/** The cart by seller. Quantities are the cart's own: the quote may still be on its way. */
export function QuotedSellers({ quote, items }: { quote: Quote; items: readonly CartItem[] }): ReactNode {
  const t = useT();
  const wanted = new Map(items.map(({ productId, quantity }) => [productId, quantity]));
  return quote.sellers.map(({ sellerId, sellerName, lines, shippingMinor }) => {
    const shown = lines.filter(({ productId }) => wanted.has(productId));
    return shown.length === 0 ? null : (
      <Paper key={sellerId} withBorder radius="lg" p="md" component="section" aria-label={sellerName}>
        <Title order={2} size="h3">
          <Anchor component={AppLink} to={`/shops/${sellerId}`} c="inherit" inherit>
            {sellerName}
          </Anchor>
        </Title>
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {shown.map((line) => (
            <QuotedLineItem key={line.productId} line={line} quantity={wanted.get(line.productId) ?? line.quantity} />
          ))}
        </ul>
        {quote.currency !== null && shippingMinor !== null && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('totals.shipping')}
            </Text>
            <Text size="sm" c="dimmed">
              {shippingMinor === 0 ? t('totals.free') : <Money amountMinor={shippingMinor} currency={quote.currency} />}
            </Text>
          </Group>
        )}
      </Paper>
    );
  });
}
