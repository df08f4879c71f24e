import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { Stack, Text, Title } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { journalWords } from '../../words/journal-words.js';
import { SellerLink } from '../sellers/seller-link.js';
import { totalsOf } from './postings.js';
import { TAccounts } from './t-account.js';

type Entry = AdminSchemas['LedgerEntryResponse'];

/** One entry of the journal: what it is about, and its postings. */
export default function EntryPage(): ReactNode {
  const { entryId = '' } = useParams();
  const entry = useQuery({
    queryKey: ['ledger-entry', entryId],
    queryFn: () => api.GET('/v1/ledger/entries/{entryId}', { params: { path: { entryId } } }),
  });
  return <Loaded query={entry}>{(found) => <EntryFile entry={found} />}</Loaded>;
}

function EntryFile({ entry }: { entry: Entry }): ReactNode {
  const t = useT();
  const { orderId, stripeObjectId, sellerId, postings } = entry;
  return (
    <Page title={journalWords(t, entry.description)}>
      <Facts
        facts={[
          [t('ledger.occurred'), <When key="occurred" at={entry.occurredAt} exact />],
          [t('ledger.recorded'), <When key="recorded" at={entry.recordedAt} exact />],
          [t('ledger.order'), orderId === null ? null : <OrderLink key="order" orderId={orderId} />],
          [t('ledger.seller'), sellerId === null ? null : <SellerLink key="seller" sellerId={sellerId} />],
          [t('ledger.stripeObject'), stripeObjectId === null ? null : <IdText key="s" id={stripeObjectId} whole />],
          [t('ledger.key'), <IdText key="key" id={entry.key} whole />],
          [t('ledger.entryId'), <IdText key="id" id={entry.entryId} whole />],
        ]}
      />
      <Stack component="section" gap="sm">
        <Title order={2} size="h3">
          {t('ledger.postings')}
        </Title>
        <TAccounts postings={postings} />
        {totalsOf(postings).map(({ debit, credit }) => (
          <Text key={debit.currency} size="sm" c="dimmed">
            {t('ledger.debit')} <Money amountMinor={debit.amountMinor} currency={debit.currency} /> ={' '}
            {t('ledger.credit')} <Money amountMinor={credit.amountMinor} currency={credit.currency} />
          </Text>
        ))}
      </Stack>
    </Page>
  );
}

function OrderLink({ orderId }: { orderId: string }): ReactNode {
  const t = useT();
  return <AppLink to={`/orders/${orderId}`}>{t('ledger.toOrder')}</AppLink>;
}
