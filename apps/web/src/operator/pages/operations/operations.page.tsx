import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Stack, Title } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { OPERATION_KINDS } from '../../words/known-codes.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { OpenOperations } from './open-operations.js';
import { type Operation, OPERATION_STATES, type OperationState } from './operation.states.js';
import { useOperationColumns } from './use-operation-columns.js';

interface Filters {
  state: OperationState;
  kind: (typeof OPERATION_KINDS)[number];
  subjectId: string;
}

/** Every call that changes something at Stripe: first those that wait for somebody, then all, newest first. */
export default function OperationsPage(): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const filters = useMemo(
    () => ({
      state: {
        label: t('operations.state'),
        options: OPERATION_STATES.map((value) => ({ value, label: t(`operation.state.${value}`) })),
      },
      kind: {
        label: t('operations.kind'),
        options: OPERATION_KINDS.map((value) => ({ value, label: words('operation', value) })),
      },
      subjectId: { label: t('operations.subject') },
    }),
    [t, words],
  );
  return (
    <Page title={t('operations.title')} hint={t('operations.hint')}>
      <OpenOperations />
      <Stack component="section" gap="sm">
        <Title order={2} size="h3">
          {t('operations.all')}
        </Title>
        <DataTable<Operation, Filters>
          name="operations"
          caption={t('operations.all')}
          columns={useOperationColumns()}
          filters={filters}
          load={(query) => api.GET('/v1/operations', { params: { query } })}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/operations/${id}`}
          empty={<Empty title={t('operations.empty')} hint={t('operations.emptyHint')} />}
        />
      </Stack>
    </Page>
  );
}
