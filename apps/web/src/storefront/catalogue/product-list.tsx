import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty } from '../../ui/empty.js';
import { Button, Group, SimpleGrid } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { ProductCard } from './product-card.js';
import { ProductsLoading } from './products-loading.js';
import { priceMinorOf } from '../../form/typed-price.js';
import type { CatalogueUrl, CatalogueFilters } from './use-catalogue-url.js';

const PRODUCTS_PER_PAGE = 24;
const COLUMNS = { base: 1, xs: 2, md: 3, lg: 4 };

/** What is for sale and fits the filters, a page at a time. */
export function ProductList({ url, currency, sellerId }: ProductListProps): ReactNode {
  const t = useT();
  const { filters, isNarrowed, clear } = url;
  const products = useInfiniteQuery({
    queryKey: ['catalogue', filters, sellerId ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }) =>
      api.GET('/v1/catalogue/products', {
        params: {
          query: {
            limit: PRODUCTS_PER_PAGE,
            ...queryOf(filters, currency),
            ...(sellerId === undefined ? {} : { sellerId }),
            ...(cursor === null ? {} : { cursor }),
          },
        },
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  if (products.isPending) return <ProductsLoading columns={COLUMNS} />;
  if (products.isError) return <Problem error={products.error} onRetry={() => void products.refetch()} />;
  const found = products.data.pages.flatMap(({ data }) => data);
  if (found.length === 0) {
    return (
      <Empty title={t('catalogue.empty')} hint={isNarrowed ? t('table.noMatchHint') : t('catalogue.emptyHint')}>
        {isNarrowed && (
          <Button variant="default" mt="sm" onClick={clear}>
            {t('table.clear')}
          </Button>
        )}
      </Empty>
    );
  }
  return (
    <>
      <SimpleGrid cols={COLUMNS} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {found.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} withSeller={sellerId === undefined} />
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
    </>
  );
}

/** What the API is asked for; a price that is none is left out. */
function queryOf({ query, category, from, to, inStock, sort }: CatalogueFilters, currency: string) {
  const [minPriceMinor, maxPriceMinor] = [priceMinorOf(from, currency), priceMinorOf(to, currency)];
  return {
    sort,
    ...(query === '' ? {} : { query }),
    ...(category === '' ? {} : { category }),
    ...(inStock ? { inStock } : {}),
    ...(minPriceMinor === null && maxPriceMinor === null ? {} : { currency }),
    ...(minPriceMinor === null ? {} : { minPriceMinor }),
    ...(maxPriceMinor === null ? {} : { maxPriceMinor }),
  };
}

interface ProductListProps {
  readonly url: CatalogueUrl;
  /** The platform's, in which prices are compared. */
  readonly currency: string;
  /** Only this seller's. */
  readonly sellerId?: string;
}
