import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/messages.context.js';
import { Paper, Stack, Text, Title } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import styles from './order.module.css';
import type { Order } from './use-order.js';

/** Where the goods go. */
export function OrderAddress({ order: { shippingAddress } }: { order: Order }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack gap="xs">
        <Title order={2} size="h3">
          {t('order.address')}
        </Title>
        {shippingAddress === null ? (
          <Text c="dimmed">{t('order.noAddress')}</Text>
        ) : (
          <address className={styles.address}>
            {linesOf(shippingAddress, locale).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </address>
        )}
      </Stack>
    </Paper>
  );
}

function linesOf(address: NonNullable<Order['shippingAddress']>, locale: string): string[] {
  const { name, line1, line2, city, postalCode, region, country } = address;
  const place = [postalCode, city, region].filter((part) => part != null && part !== '').join(' ');
  const countryName = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  return [name, line1, line2 ?? '', place, countryName].filter((line) => line !== '');
}
