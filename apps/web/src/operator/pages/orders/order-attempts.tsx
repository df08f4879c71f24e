import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { Text } from '../../../ui/mantine.js';
import { type Mood, StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';

type Attempt = AdminSchemas['PaymentAttemptResponse'];

const MOODS: Readonly<Record<Attempt['outcome'], Mood>> = { pending: 'waiting', succeeded: 'good', failed: 'bad' };

/** Every try to pay, oldest first. */
export function OrderAttempts({ order }: { order: AdminSchemas['OrderFileResponse'] }): ReactNode {
  const t = useT();
  return (
    <RowsTable<Attempt>
      name="payment-attempts"
      title={t('attempts.title')}
      columns={useColumns()}
      rows={order.attempts}
      rowKey={({ id }) => id}
      empty={<Text c="dimmed">{t('attempts.empty')}</Text>}
    />
  );
}

/** Why it failed: the issuer's code before Stripe's. */
function reasonOf({ declineCode, failureCode }: Attempt): string | null {
  return declineCode ?? failureCode;
}

function useColumns(): readonly Column<Attempt>[] {
  const t = useT();
  const words = useCodeWords();
  return useMemo(() => {
    const known = (parts: readonly (string | null)[], between: string): string | null =>
      parts.filter((part) => part !== null).join(between) || null;
    const cardOf = ({ cardBrand, cardFunding, cardCountry }: Attempt): string | null => {
      const funding = cardFunding === null ? null : words('cardFunding', cardFunding);
      return known([cardBrand === null ? null : words('cardBrand', cardBrand), funding, cardCountry], ' · ');
    };
    return [
      {
        key: 'outcome',
        header: t('attempts.outcome'),
        cell: ({ outcome }) => <StateBadge mood={MOODS[outcome]}>{t(`attempt.outcome.${outcome}`)}</StateBadge>,
        csv: ({ outcome }) => outcome,
        priority: 1,
      },
      {
        key: 'methodType',
        header: t('attempts.method'),
        cell: ({ methodType }) => (methodType === null ? '–' : words('method', methodType)),
        csv: ({ methodType }) => methodType,
      },
      {
        key: 'card',
        header: t('attempts.card'),
        cell: (attempt) => cardOf(attempt) ?? '–',
        csv: ({ cardBrand, cardFunding, cardCountry }) => known([cardBrand, cardFunding, cardCountry], ' '),
        priority: 3,
      },
      {
        key: 'reason',
        header: t('attempts.reason'),
        cell: (attempt) => {
          const reason = reasonOf(attempt);
          return reason === null ? (attempt.message ?? '–') : words('decline', reason, attempt.message ?? reason);
        },
        csv: reasonOf,
      },
      {
        key: 'riskLevel',
        header: t('attempts.risk'),
        cell: ({ riskLevel }) => (riskLevel === null ? '–' : words('risk', riskLevel)),
        csv: ({ riskLevel }) => riskLevel,
        priority: 3,
      },
      {
        key: 'stripeChargeId',
        header: t('order.charge'),
        cell: ({ stripeChargeId }) => (stripeChargeId === null ? '–' : <IdText id={stripeChargeId} />),
        csv: ({ stripeChargeId }) => stripeChargeId,
        priority: 3,
      },
      {
        key: 'attemptedAt',
        header: t('attempts.at'),
        cell: ({ attemptedAt }) => <When at={attemptedAt} />,
        csv: ({ attemptedAt }) => attemptedAt,
      },
      amountColumn('amount', t('orders.amount'), (attempt) => attempt),
    ];
  }, [t, words]);
}
