import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { requirementWords } from '../../../api-words/requirement-words.js';
import { useApiWords } from '../../../api-words/use-api-words.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Facts } from '../../../ui/facts.js';
import { Text, Title } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { REQUIREMENT_MOODS } from './seller.states.js';

type Readiness = AdminSchemas['ReadinessResponse'];
type Missing = AdminSchemas['MissingItemResponse'];

/** What the seller can do, what stands in the way, in words, and until when. */
export function SellerReadiness({ readiness }: { readiness: Readiness }): ReactNode {
  const t = useT();
  const say = useApiWords();
  const { canSell, canReceiveTransfers, canBePaidOut, missing, deadline, disabledReason } = readiness;
  const yesOrNo = (can: boolean): ReactNode => (
    <StateBadge mood={can ? 'good' : 'attention'}>{t(can ? 'readiness.yes' : 'readiness.no')}</StateBadge>
  );
  return (
    <>
      <Title order={2} size="h3">
        {t('readiness.title')}
      </Title>
      <Facts
        facts={[
          [t('readiness.canSell'), yesOrNo(canSell)],
          [t('readiness.canReceiveTransfers'), yesOrNo(canReceiveTransfers)],
          [t('readiness.canBePaidOut'), yesOrNo(canBePaidOut)],
          [t('readiness.deadline'), deadline === null ? null : <When key="deadline" at={deadline} exact />],
          [t('readiness.disabled'), disabledReason === null ? null : say?.('problem', null, disabledReason)],
        ]}
      />
      <RowsTable<Missing>
        name="requirements"
        title={t('readiness.missing')}
        columns={useColumns()}
        rows={missing}
        rowKey={({ requirement }) => requirement}
        empty={<Text c="dimmed">{t('readiness.nothingMissing')}</Text>}
      />
    </>
  );
}

function useColumns(): readonly Column<Missing>[] {
  const t = useT();
  const say = useApiWords();
  return useMemo(
    () => [
      {
        key: 'words',
        header: t('readiness.what'),
        cell: (item) => {
          if (say === null) return null;
          const { what, reason } = requirementWords(say, item);
          return reason === null ? what : t('readiness.rejected', { what, reason });
        },
        csv: ({ words }) => words,
        priority: 1,
      },
      {
        key: 'state',
        header: t('sellers.state'),
        cell: ({ state }) => <StateBadge mood={REQUIREMENT_MOODS[state]}>{t(`requirement.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'requirement',
        header: t('readiness.requirement'),
        cell: ({ requirement }) => <code>{requirement}</code>,
        csv: ({ requirement }) => requirement,
        priority: 3,
      },
    ],
    [t, say],
  );
}
