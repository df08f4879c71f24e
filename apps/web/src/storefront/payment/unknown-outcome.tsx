import type { ReactNode } from 'react';
import { Anchor, Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { useT } from '../messages.js';

/** The connection was lost while the payment was on its way: it may have arrived. */
export function UnknownOutcome({ orderId }: { orderId: string }): ReactNode {
  const t = useT();
  return (
    <Notice mood="attention" title={t('payment.unknown')} isAlert>
      <Text size="sm">{t('payment.unknownHint')}</Text>
      <Anchor href={`/orders/${orderId}`} underline="always">
        {t('payment.toOrder')}
      </Anchor>
    </Notice>
  );
}
