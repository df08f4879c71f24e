import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import { ConfirmPayout } from './confirm-payout.js';
import { readAmount, typeAmount } from './payout-amount.js';
import { PayoutPreview } from './payout-preview.js';

/** Pays a seller out by hand: what could be paid, what is asked for, what would come of it, then the question. */
export default function NewPayoutPage(): ReactNode {
  const t = useT();
  const { sellerId = '' } = useParams();
  const balance = useQuery({
    queryKey: ['seller', sellerId, 'balance'],
    queryFn: () => api.GET('/v1/sellers/{sellerId}/balance', { params: { path: { sellerId } } }),
  });
  return (
    <Page title={t('newPayout.title')} hint={t('newPayout.hint')}>
      <SellerLink sellerId={sellerId} />
      <Loaded query={balance} shape="text">
        {({ funds }) =>
          funds.length === 0 ? (
            <Empty title={t('newPayout.noFunds')} hint={t('newPayout.noFundsHint')} />
          ) : (
            <PayoutForm sellerId={sellerId} currencies={funds.map(({ currency }) => currency)} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** What is typed stays in the address: a link, a reload and a new sign-in keep it. */
function PayoutForm({ sellerId, currencies }: { sellerId: string; currencies: readonly string[] }): ReactNode {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const [isAsking, setAsking] = useState(false);
  const currency = currencies.find((each) => each === params.get('currency')) ?? currencies[0] ?? '';
  const typed = params.get('amount') ?? '';
  const amountMinor = readAmount(typed, currency);
  const change = (name: string, value: string): void => {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  };
  const preview = useQuery({
    queryKey: ['payout-preview', sellerId, currency, amountMinor],
    enabled: amountMinor !== null,
    staleTime: 0,
    queryFn: () =>
      api.POST('/v1/payouts/preview', {
        body: { sellerId, currency, ...(amountMinor == null ? {} : { amountMinor }) },
      }),
  });
  const isPayable = preview.data?.refusalCode === null && preview.data.amountMinor > 0;
  return (
    <Paper withBorder p="lg" maw={640}>
      <Stack>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('newPayout.amount')}
            description={t('newPayout.amountHint')}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            error={amountMinor === null ? t('newPayout.noAmount') : undefined}
            onChange={({ currentTarget: { value } }) => {
              change('amount', value);
            }}
          />
          {currencies.length > 1 && (
            <NativeSelect
              label={t('payouts.currency')}
              description={t('newPayout.currencyHint')}
              data={currencies.map((value) => ({ value, label: value.toUpperCase() }))}
              value={currency}
              onChange={({ currentTarget: { value } }) => {
                change('currency', value);
              }}
            />
          )}
        </Group>
        {amountMinor !== null && (
          <Loaded query={preview} shape="text">
            {(found) => (
              <PayoutPreview
                preview={found}
                onTakeMost={() => {
                  change('amount', typeAmount(found.payableMinor, currency));
                }}
              />
            )}
          </Loaded>
        )}
        <Group justify="flex-end">
          <Button
            disabled={!isPayable}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('newPayout.review')}
          </Button>
        </Group>
      </Stack>
      {isAsking && preview.data !== undefined && (
        <ConfirmPayout
          sellerId={sellerId}
          amountMinor={preview.data.amountMinor}
          currency={currency}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Paper>
  );
}
