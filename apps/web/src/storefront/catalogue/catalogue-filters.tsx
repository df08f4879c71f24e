import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button, Checkbox, NativeSelect } from '../../ui/mantine.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import styles from './catalogue-filters.module.css';
import { PriceField } from './price-field.js';
import { SORTS, type CatalogueUrl, type Sort } from './use-catalogue-url.js';

/** Category, price, stock and order. What is chosen is in the address. */
export function CatalogueFilters({ url, currency }: { url: CatalogueUrl; currency: string }): ReactNode {
  const t = useT();
  const { filters, change, clear, isNarrowed } = url;
  const categories = useQuery({
    queryKey: ['categories'],
    queryFn: () => api.GET('/v1/catalogue/categories'),
    staleTime: 300_000,
  });
  const known = categories.data?.data ?? [];
  const isUnlisted = filters.category !== '' && !known.some(({ category }) => category === filters.category);
  const options = [
    { value: '', label: t('catalogue.anyCategory') },
    ...(isUnlisted ? [{ value: filters.category, label: filters.category }] : []),
    ...known.map(({ category, products }) => ({ value: category, label: `${category} (${products})` })),
  ];
  return (
    <div className={styles.filters} role="group" aria-label={t('catalogue.filters')}>
      <NativeSelect
        label={t('catalogue.category')}
        data={options}
        value={filters.category}
        onChange={({ currentTarget: { value } }) => { change({ category: value }); }} // prettier-ignore
      />
      <NativeSelect
        label={t('catalogue.sort')}
        data={SORTS.map((value) => ({ value, label: t(`catalogue.sort.${value}`) }))}
        value={filters.sort}
        onChange={({ currentTarget: { value } }) => { change({ sort: value as Sort }); }} // prettier-ignore
      />
      <PriceField
        label={t('catalogue.priceFrom')}
        currency={currency}
        value={filters.from}
        onChange={(from) => { change({ from }); }} // prettier-ignore
      />
      <PriceField
        label={t('catalogue.priceTo')}
        currency={currency}
        value={filters.to}
        onChange={(to) => { change({ to }); }} // prettier-ignore
      />
      <Checkbox
        className={styles.stock ?? ''}
        label={t('catalogue.inStock')}
        checked={filters.inStock}
        onChange={({ currentTarget: { checked } }) => { change({ inStock: checked }); }} // prettier-ignore
      />
      {isNarrowed && (
        <Button className={styles.clear ?? ''} variant="subtle" onClick={clear}>
          {t('table.clear')}
        </Button>
      )}
    </div>
  );
}
