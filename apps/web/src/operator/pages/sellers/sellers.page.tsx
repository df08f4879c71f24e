import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { IdText } from '../../../ui/id-text.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SELLER_MOODS, SELLER_STATES, type SellerState, stateOfSeller } from './seller.states.js';

type Seller = AdminSchemas['SellerResponse'];

/** All sellers, newest first. */
export default function SellersPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      state: {
        label: t('sellers.state'),
        options: SELLER_STATES.map((value) => ({ value, label: t(`seller.state.${value}`) })),
      },
    }),
    [t],
  );
  return (
    <Page title={t('sellers.title')} hint={t('sellers.hint')}>
      <DataTable<Seller, { state: SellerState }>
        name="sellers"
        caption={t('sellers.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/sellers', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/sellers/${id}`}
        empty={<Empty title={t('sellers.empty')} hint={t('sellers.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Seller>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'displayName',
        header: t('sellers.name'),
        cell: ({ displayName }) => displayName,
        csv: ({ displayName }) => displayName,
        priority: 1,
      },
      {
        key: 'state',
        header: t('sellers.state'),
        cell: (seller) => {
          const state = stateOfSeller(seller);
          return <StateBadge mood={SELLER_MOODS[state]}>{t(`seller.state.${state}`)}</StateBadge>;
        },
        csv: stateOfSeller,
      },
      {
        key: 'missing',
        header: t('sellers.missing'),
        align: 'end',
        cell: ({ readiness }) => (
          <span className="gh-numbers">{t('sellers.items', { count: readiness.missing.length })}</span>
        ),
        csv: ({ readiness }) => readiness.missing.length,
      },
      {
        key: 'country',
        header: t('sellers.country'),
        cell: ({ country, currency }) => `${country} · ${currency.toUpperCase()}`,
        csv: ({ country }) => country,
        priority: 3,
      },
      {
        key: 'stripeAccountId',
        header: t('sellers.account'),
        cell: ({ stripeAccountId }) => (stripeAccountId === null ? '–' : <IdText id={stripeAccountId} />),
        csv: ({ stripeAccountId }) => stripeAccountId,
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('sellers.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ],
    [t],
  );
}
