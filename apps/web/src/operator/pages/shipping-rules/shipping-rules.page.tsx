import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo, useState } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Button } from '../../../ui/mantine.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ShippingRuleDialog } from './shipping-rule.dialog.js';

type Rule = AdminSchemas['ShippingRuleResponse'];

const NO_FILTERS = {};

/** What orders pay for shipping, by currency; the newest that has begun counts. */
export default function ShippingRulesPage(): ReactNode {
  const t = useT();
  const [isWriting, setWriting] = useState(false);
  const write = (open: boolean) => () => { setWriting(open); }; // prettier-ignore
  return (
    <Page
      title={t('shipping.title')}
      hint={t('shipping.hint')}
      actions={<Button onClick={write(true)}>{t('shipping.new')}</Button>}
    >
      <DataTable<Rule>
        name="shipping-rules"
        caption={t('shipping.title')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/shipping-rules', { params: { query } })}
        rowKey={({ id }) => id}
        empty={<Empty title={t('shipping.empty')} hint={t('shipping.emptyHint')} />}
      />
      {isWriting && <ShippingRuleDialog onClose={write(false)} />}
    </Page>
  );
}

function useColumns(): readonly Column<Rule>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'currency',
        header: t('shipping.currency'),
        cell: ({ currency }) => currency.toUpperCase(),
        csv: ({ currency }) => currency,
        priority: 1,
      },
      amountColumn('flat', t('shipping.flat'), ({ flatMinor, currency }) => ({ amountMinor: flatMinor, currency })),
      {
        key: 'validFrom',
        header: t('rules.validFrom'),
        cell: ({ validFrom }) => <When at={validFrom} exact />,
        csv: ({ validFrom }) => validFrom,
      },
    ],
    [t],
  );
}
