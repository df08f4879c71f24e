import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loaded } from '../../../ui/loaded.js';
import { api } from '../../api.js';
import { pageOf } from '../../api-page.js';
import { useT } from '../../messages.js';
import { SearchForm } from './search-form.js';
import { useHitColumns } from './use-hit-columns.js';

type Hit = AdminSchemas['SearchHitResponse'];

/** Whatever an id, an address or a name leads to. */
export default function SearchPage(): ReactNode {
  const t = useT();
  const [params] = useSearchParams();
  const q = params.get('q')?.trim() ?? '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (q === '') field.current?.focus();
  }, [q]);
  return (
    <Page title={t('search.title')} hint={t('search.hint')}>
      <SearchForm field={field} initial={q} />
      {q !== '' && <Hits q={q} />}
    </Page>
  );
}

function Hits({ q }: { q: string }): ReactNode {
  const t = useT();
  const columns = useHitColumns();
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => api.GET('/v1/search', { params: { query: { q } } }),
  });
  return (
    <Loaded query={found} shape="table">
      {({ hits }) =>
        hits.length === 0 ? (
          <Empty title={t('search.nothing')} hint={t('search.nothingHint')} />
        ) : (
          <RowsTable<Hit>
            name="search"
            title={t('search.found', { count: hits.length })}
            columns={columns}
            rows={hits}
            rowKey={({ kind, id }) => `${kind} ${id}`}
            rowLink={({ href }) => pageOf(href)}
            empty={null}
          />
        )
      }
    </Loaded>
  );
}
