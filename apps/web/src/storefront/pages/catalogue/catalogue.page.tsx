import type { ReactNode } from 'react';
import { Page } from '../../../shell/page.js';
import { Problem } from '../../../ui/problem.js';
import { CatalogueFilters } from '../../catalogue/catalogue-filters.js';
import { ProductList } from '../../catalogue/product-list.js';
import { SearchBox } from '../../catalogue/search-box.js';
import { useCatalogueUrl } from '../../catalogue/use-catalogue-url.js';
import { useClientConfig } from '../../config/use-client-config.js';
import { useT } from '../../messages.js';

/** What is for sale, newest first; the search is in the address. */
export default function CataloguePage(): ReactNode {
  const t = useT();
  const url = useCatalogueUrl();
  const config = useClientConfig();
  const currency = config.data?.platformCurrency;
  return (
    <Page title={t('catalogue.title')} hint={t('catalogue.hint')}>
      <SearchBox
        value={url.filters.query}
        onSearch={(query) => { url.change({ query }); }} // prettier-ignore
      />
      <CatalogueFilters url={url} currency={currency ?? 'usd'} />
      {config.isError && <Problem error={config.error} onRetry={() => void config.refetch()} />}
      {currency !== undefined && <ProductList url={url} currency={currency} />}
    </Page>
  );
}
