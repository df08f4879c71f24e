import type { ReactNode } from 'react';
import { Paper, Stack, Text, Title } from '../../ui/mantine.js';
import { PostalAddress } from '../../ui/postal-address.js';
import { useT } from '../messages.js';
import type { Order } from './use-order.js';

/** Where the goods go. */
export function OrderAddress({ order: { shippingAddress } }: { order: Order }): ReactNode {
  const t = useT();
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack gap="xs">
        <Title order={2} size="h3">
          {t('order.address')}
        </Title>
        {shippingAddress === null ? (
          <Text c="dimmed">{t('order.noAddress')}</Text>
        ) : (
          <PostalAddress address={shippingAddress} />
        )}
      </Stack>
    </Paper>
  );
}
