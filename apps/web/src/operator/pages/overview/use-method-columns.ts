import type { AdminSchemas } from '@guildhall/api-client';
import type { Column } from '../../../data-table/table.types.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import type { Period } from './overview-period.js';
import { useFormats } from './use-formats.js';

type Method = AdminSchemas['OverviewMethodResponse'];

const OUTCOMES = ['succeeded', 'failed', 'pending'] as const;

/** How often paying by a method succeeds, and how that has changed. */
export function useMethodColumns(interval: Period['interval']): readonly Column<Method>[] {
  const t = useT();
  const words = useCodeWords();
  const { count, rate, points } = useFormats(interval);
  const change = ({ successRateBasisPoints, previousSuccessRateBasisPoints: before }: Method): string => {
    if (before === null) return t('overview.noneBefore');
    const value = rate(before);
    if (successRateBasisPoints === null) return t('overview.before', { value });
    return t('overview.changePoints', { change: points(successRateBasisPoints - before), before: value });
  };
  return [
    {
      key: 'methodType',
      header: t('attempts.method'),
      cell: ({ methodType }) => words('method', methodType),
      csv: ({ methodType }) => methodType,
    },
    {
      key: 'successRate',
      header: t('overview.successRate'),
      cell: ({ successRateBasisPoints }) => rate(successRateBasisPoints),
      csv: ({ successRateBasisPoints }) => ratio(successRateBasisPoints),
    },
    ...OUTCOMES.map((key): Column<Method> => ({
      key,
      header: t(`attempt.outcome.${key}`),
      cell: (method) => count(method[key]),
      csv: (method) => method[key],
    })),
    {
      key: 'previousSuccessRate',
      header: t('overview.change'),
      cell: change,
      csv: ({ previousSuccessRateBasisPoints }) => ratio(previousSuccessRateBasisPoints),
    },
  ];
}

function ratio(basisPoints: number | null): number | null {
  return basisPoints === null ? null : basisPoints / 10_000;
}
