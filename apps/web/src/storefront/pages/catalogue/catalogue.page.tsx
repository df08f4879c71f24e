import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loading } from '../../../ui/loading.js';
import { Button, Group, SimpleGrid } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ProductCard } from './product-card.js';
import { SearchBox } from './search-box.js';

const PRODUCTS_PER_PAGE = 24;

/** What is for sale, newest first; the search is in the address. */
export default function CataloguePage(): ReactNode {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const query = params.get('query') ?? '';
  const products = useInfiniteQuery({
    queryKey: ['catalogue', query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }) =>
      api.GET('/v1/catalogue/products', {
        params: {
          query: {
            limit: PRODUCTS_PER_PAGE,
            ...(query === '' ? {} : { query }),
            ...(cursor === null ? {} : { cursor }),
          },
        },
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const found = products.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Page title={t('catalogue.title')} hint={t('catalogue.hint')}>
      <SearchBox
        value={query}
        onSearch={(text) => {
          setParams(text === '' ? {} : { query: text });
        }}
      />
      {products.isPending && <Loading shape="page" height={120} />}
      {products.isError && <Problem error={products.error} onRetry={() => void products.refetch()} />}
      {products.isSuccess && found.length === 0 && (
        <Empty
          title={t('catalogue.empty')}
          hint={query === '' ? t('catalogue.emptyHint') : t('catalogue.noMatch', { query })}
        />
      )}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {found.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
      </SimpleGrid>
      {products.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
            {t('catalogue.more')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
