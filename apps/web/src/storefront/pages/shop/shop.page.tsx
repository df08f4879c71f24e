import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useMessages } from '../../../i18n/messages.context.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { api } from '../../api.js';
import { CatalogueFilters } from '../../catalogue/catalogue-filters.js';
import { ProductList } from '../../catalogue/product-list.js';
import { SearchBox } from '../../catalogue/search-box.js';
import { useCatalogueUrl } from '../../catalogue/use-catalogue-url.js';
import { useClientConfig } from '../../config/use-client-config.js';
import { useT } from '../../messages.js';

/** One seller's shelf. */
export default function ShopPage(): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const { sellerId = '' } = useParams();
  const url = useCatalogueUrl();
  const config = useClientConfig();
  const currency = config.data?.platformCurrency ?? 'usd';
  const seller = useQuery({
    queryKey: ['seller', sellerId],
    queryFn: () => api.GET('/v1/catalogue/sellers/{sellerId}', { params: { path: { sellerId } } }),
  });
  if (seller.isPending) return <Loading shape="page" />;
  if (isNotFound(seller.error)) return <NotFound />;
  if (seller.isError) return <Problem error={seller.error} onRetry={() => void seller.refetch()} />;
  const { displayName, country, createdAt, products } = seller.data;
  const facts = t('shop.hint', {
    country: new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country,
    since: new Date(createdAt).toLocaleDateString(locale, { year: 'numeric', month: 'long' }),
    products,
  });
  return (
    <Page title={displayName} hint={facts}>
      <SearchBox
        value={url.filters.query}
        onSearch={(query) => { url.change({ query }); }} // prettier-ignore
      />
      <CatalogueFilters url={url} currency={currency} />
      <ProductList url={url} currency={currency} sellerId={sellerId} />
    </Page>
  );
}
