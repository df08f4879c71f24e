import type { SellerSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Button } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

type Product = SellerSchemas['ProductResponse'];

const NO_FILTERS = {};

/** What the seller has for sale, archived products too. */
export default function ProductsPage(): ReactNode {
  const t = useT();
  return (
    <Page
      title={t('products.title')}
      actions={
        <Button component={AppLink} to="/products/new">
          {t('products.add')}
        </Button>
      }
    >
      <DataTable<Product>
        name="products"
        caption={t('products.title')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/products', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/products/${id}`}
        empty={<Empty title={t('products.empty')} hint={t('products.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Product>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'title', header: t('products.name'), cell: ({ title }) => title, csv: ({ title }) => title, priority: 1 },
      {
        key: 'status',
        header: t('products.status'),
        cell: ({ status }) => (
          <StateBadge mood={status === 'active' ? 'good' : 'over'}>{t(`product.status.${status}`)}</StateBadge>
        ),
        csv: ({ status }) => status,
      },
      {
        key: 'category',
        header: t('products.category'),
        cell: ({ category }) => category,
        csv: ({ category }) => category,
        priority: 3,
      },
      {
        key: 'stock',
        header: t('products.stock'),
        align: 'end',
        cell: ({ stock }) => <span className="gh-numbers">{t('products.inStock', { count: stock })}</span>,
        csv: ({ stock }) => stock,
      },
      amountColumn('price', t('products.price'), ({ priceMinor, currency }) => ({ amountMinor: priceMinor, currency })),
      {
        key: 'createdAt',
        header: t('products.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
        priority: 3,
      },
    ],
    [t],
  );
}
