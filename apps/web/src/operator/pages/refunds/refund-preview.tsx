import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Empty } from '../../../ui/empty.js';
import { Facts } from '../../../ui/facts.js';
import { Money } from '../../../ui/money.js';
import { useT } from '../../messages.js';
import { type Leg, useLegColumns } from './use-leg-columns.js';

/** Who bears what, by the rules of the refund itself. */
export function RefundPreview({ preview }: { preview: AdminSchemas['RefundPreviewResponse'] }): ReactNode {
  const t = useT();
  const { amountMinor, stripeFeesMinor, currency, legs } = preview;
  return (
    <>
      <Facts
        facts={[
          [t('newRefund.buyerGets'), <Money key="buyer" amountMinor={amountMinor} currency={currency} />],
          [t('newRefund.feesKept'), <Money key="fees" amountMinor={stripeFeesMinor} currency={currency} />],
        ]}
      />
      <RowsTable<Leg>
        name="refund-preview"
        title={t('refund.legs')}
        columns={useLegColumns<Leg>(currency)}
        rows={legs}
        rowKey={({ sellerId }) => sellerId}
        empty={<Empty title={t('refund.noLegs')} />}
      />
    </>
  );
}
