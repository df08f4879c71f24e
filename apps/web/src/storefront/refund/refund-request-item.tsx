import type { ReactNode } from 'react';
import { Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { type Mood, StateBadge } from '../../ui/state-badge.js';
import { When } from '../../ui/when.js';
import { useT } from './messages.js';
import styles from './refund-requests.module.css';
import type { RefundRequest } from './use-refund-requests.js';

const MOODS: Readonly<Record<RefundRequest['state'], Mood>> = { open: 'waiting', approved: 'good', declined: 'over' };

/** One request: what was asked, how it stands, and the marketplace's words. */
export function RefundRequestItem({ request }: { request: RefundRequest }): ReactNode {
  const t = useT();
  const { state, reason, message, amountMinor, currency, answer, decidedAt, createdAt } = request;
  return (
    <li>
      <div className={styles.head}>
        <Text fw={600}>
          <Money amountMinor={amountMinor} currency={currency} /> · {t(`refund.reason.${reason}`)}
        </Text>
        <StateBadge mood={MOODS[state]}>{t(`refund.state.${state}`)}</StateBadge>
      </div>
      <Text size="sm" c="dimmed">
        {t('refund.askedAt')} <When at={createdAt} exact />
      </Text>
      {message !== '' && <p className={styles.message}>{message}</p>}
      <Text size="sm" mt="xs" role="status">
        {t(`refund.text.${state}`)}
        {decidedAt !== null && (
          <>
            {' '}
            <When at={decidedAt} exact />
          </>
        )}
      </Text>
      {answer !== null && <blockquote className={styles.answer}>{answer}</blockquote>}
    </li>
  );
}
