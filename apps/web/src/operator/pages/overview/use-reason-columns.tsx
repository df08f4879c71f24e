import type { AdminSchemas } from '@guildhall/api-client';
import type { Column } from '../../../data-table/table.types.js';
import { useT } from '../../messages.js';
import type { Period } from './overview-period.js';
import { ReasonName } from './reason-name.js';
import { useFormats } from './use-formats.js';

type Reason = AdminSchemas['OverviewReasonResponse'];

/** How often paying failed for a reason, and how that has changed. @param total of all failures */
export function useReasonColumns(interval: Period['interval'], total: number): readonly Column<Reason>[] {
  const t = useT();
  const { count, rate, change } = useFormats(interval);
  return [
    {
      key: 'reason',
      header: t('attempts.reason'),
      cell: ({ reason }) => <ReasonName code={reason} />,
      csv: ({ reason }) => reason,
    },
    {
      key: 'failed',
      header: t('attempt.outcome.failed'),
      cell: ({ failed }) => count(failed),
      csv: ({ failed }) => failed,
    },
    {
      key: 'share',
      header: t('overview.share'),
      cell: ({ failed }) => rate(Math.round((failed * 10_000) / total)),
      csv: ({ failed }) => Math.round((failed * 10_000) / total) / 10_000,
    },
    {
      key: 'previousFailed',
      header: t('overview.change'),
      cell: ({ failed, previousFailed }) =>
        previousFailed === 0
          ? t('overview.noneBefore')
          : t('overview.changeCount', { change: change(failed - previousFailed), before: count(previousFailed) }),
      csv: ({ previousFailed }) => previousFailed,
    },
  ];
}
