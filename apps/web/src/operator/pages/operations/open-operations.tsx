import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { Operation } from './operation.states.js';
import { useOperationColumns } from './use-operation-columns.js';

const MOST = 25;

/** What waits for somebody: stuck first, then what may or may not have happened. */
export function OpenOperations(): ReactNode {
  const t = useT();
  const columns = useOperationColumns();
  const open = useQuery({
    queryKey: ['operations', 'open'],
    queryFn: async () => {
      const pages = await Promise.all(
        (['stuck', 'ambiguous'] as const).map((state) =>
          api.GET('/v1/operations', { params: { query: { state, limit: MOST } } }),
        ),
      );
      return pages.flatMap(({ data }) => data);
    },
  });
  return (
    <Loaded query={open} shape="text">
      {(rows) => (
        <RowsTable<Operation>
          name="open-operations"
          title={t('operations.open')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/operations/${id}`}
          empty={<Text c="dimmed">{t('operations.noneOpen')}</Text>}
        />
      )}
    </Loaded>
  );
}
