import type { BuyerSchemas } from '@guildhall/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAction } from '../../../api/use-action.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loading } from '../../../ui/loading.js';
import { Button, Group, Paper, Stack, Title } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { AccountTabs } from '../../account/account-tabs.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SaveMethodForm } from '../../payment/save-method.form.js';
import { StripeFrame } from '../../payment/stripe-frame.js';
import { TestCards } from '../../payment/test-cards.js';
import { SAVED_METHODS, useSavedMethods } from '../../payment/use-saved-methods.js';
import { SavedMethodRow } from './saved-method-row.js';

const LOOK_EVERY_MS = 700;
const GIVE_UP_AFTER_MS = 15_000;

/** Saved payment methods. A new one is typed into Stripe's own fields; we learn its brand and its last four digits. */
export default function PaymentMethodsPage(): ReactNode {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const queries = useQueryClient();
  const [countBefore, setCountBefore] = useState<number | null>(null);
  const methods = useSavedMethods(true, countBefore === null ? false : LOOK_EVERY_MS);
  const count = methods.data?.data.length ?? 0;
  // Stripe tells us of a new method by webhook, a moment after the form is done.
  if (countBefore !== null && count > countBefore) setCountBefore(null);
  useEffect(() => {
    if (countBefore === null) return undefined;
    const stop = setTimeout(() => { setCountBefore(null); }, GIVE_UP_AFTER_MS); // prettier-ignore
    return () => { clearTimeout(stop); }; // prettier-ignore
  }, [countBefore]);
  const setup = useAction((_: null, key) =>
    api.POST('/v1/payment-methods/setup', { params: { header: { 'Idempotency-Key': key } } }),
  );
  const isBack = params.has('setup_intent');
  useEffect(() => {
    if (!isBack) return; // Stripe's address has a secret in it: out with it
    setParams({}, { replace: true });
    void queries.invalidateQueries({ queryKey: SAVED_METHODS });
  }, [isBack, queries, setParams]);
  const onSaved = (): void => {
    setCountBefore(count);
    setup.reset();
  };
  return (
    <Page title={t('methods.title')}>
      <AccountTabs />
      {methods.isPending && <Loading shape="table" />}
      {methods.isError && <Problem error={methods.error} onRetry={() => void methods.refetch()} />}
      {methods.isSuccess && count === 0 && countBefore === null && setup.data === undefined && (
        <Empty title={t('methods.empty')} hint={t('methods.emptyHint')} />
      )}
      {methods.data !== undefined && count > 0 && <Methods methods={methods.data.data} />}
      {countBefore !== null && <Loading shape="line" height={56} />}
      {setup.error !== null && <Problem error={setup.error} />}
      {setup.data?.clientSecret != null ? (
        <Paper withBorder radius="lg" p="md" maw={560} component="section">
          <Stack>
            <Title order={2} size="h3">
              {t('methods.add')}
            </Title>
            <TestCards />
            <StripeFrame clientSecret={setup.data.clientSecret}>
              <SaveMethodForm onSaved={onSaved} onCancel={setup.reset} />
            </StripeFrame>
          </Stack>
        </Paper>
      ) : (
        <Group>
          <Button
            loading={setup.isPending}
            onClick={() => {
              setup.run(null);
            }}
          >
            {t('methods.add')}
          </Button>
        </Group>
      )}
    </Page>
  );
}

function Methods({ methods }: { methods: readonly BuyerSchemas['PaymentMethodResponse'][] }): ReactNode {
  return (
    <Paper withBorder radius="lg" component="ul" px="md" py="xs" m={0} maw={560} style={{ listStyle: 'none' }}>
      {methods.map((method) => (
        <SavedMethodRow key={method.id} method={method} />
      ))}
    </Paper>
  );
}
