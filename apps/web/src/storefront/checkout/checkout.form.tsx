import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useServerErrors } from '../../form/use-server-errors.js';
import { useSession } from '../../session/session.context.js';
import { Anchor, Button, Paper, Stack, Text, TextInput, Title } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Problem } from '../../ui/problem.js';
import type { CartItem } from '../cart/cart.store.js';
import { useT } from '../messages.js';
import type { SavedMethod } from '../payment/use-saved-methods.js';
import { changedPriceOf, PriceChangedDialog } from './price-changed.dialog.js';
import { SavedMethodChoice } from './saved-method-choice.js';
import { type PlacedOrder, usePlaceOrder } from './use-place-order.js';

interface Fields {
  readonly guestEmail: string;
  readonly savedPaymentMethodId: string;
}

/** Who orders and how it is to be paid. Nothing is charged before the next step, or, with a saved card, when the button says so. */
export function CheckoutForm({ items, total, savedMethods, onPlaced }: CheckoutFormProps): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const { account, askToSignIn } = useSession();
  const isGuest = account === null;
  const defaultValues = { guestEmail: '', savedPaymentMethodId: savedMethods[0]?.id ?? '' };
  const form = useForm<Fields>({ defaultValues });
  const place = usePlaceOrder(onPlaced);
  const [isAsking, setAsking] = useState(false);
  const problem = useServerErrors(form, place.error);
  const change = changedPriceOf(place.error);
  const order = ({ guestEmail, savedPaymentMethodId }: Fields, acceptedTotalMinor: number): void => {
    setAsking(true);
    place.run({
      items: [...items],
      acceptedTotalMinor,
      ...(isGuest ? { guestEmail: guestEmail.trim() } : {}),
      ...(isGuest || savedPaymentMethodId === '' ? {} : { savedPaymentMethodId }),
    });
  };
  const refresh = (): void => {
    setAsking(false);
    void queries.invalidateQueries({ queryKey: ['quote'] });
  };
  const chosen = useWatch({ control: form.control, name: 'savedPaymentMethodId' });
  const saved = savedMethods.find(({ id }) => id === chosen);
  return (
    <form
      noValidate
      onSubmit={(event) =>
        void form.handleSubmit((fields) => {
          order(fields, total.minor);
        })(event)
      }
    >
      <Stack gap="lg">
        <Paper withBorder radius="lg" p="md" component="section">
          <Stack>
            <Title order={2} size="h3">
              {t('checkout.contact')}
            </Title>
            {account === null ? (
              <>
                <TextInput
                  {...form.register('guestEmail', { required: t('form.required') })}
                  label={t('session.email')}
                  description={t('checkout.emailHint')}
                  type="email"
                  autoComplete="email"
                  error={form.formState.errors.guestEmail?.message}
                />
                <Text size="sm">
                  {t('checkout.haveAccount')}{' '}
                  <Anchor component="button" type="button" underline="always" onClick={askToSignIn}>
                    {t('session.signIn')}
                  </Anchor>
                </Text>
              </>
            ) : (
              <Text>{t('checkout.signedInAs', { name: account.displayName, email: account.email })}</Text>
            )}
          </Stack>
        </Paper>
        {!isGuest && savedMethods.length > 0 && (
          <SavedMethodChoice methods={savedMethods} field={form.register('savedPaymentMethodId')} />
        )}
        {problem !== null && change === null && <Problem error={problem} />}
        <Stack gap="xs">
          <Button type="submit" size="md" loading={place.isPending}>
            {!isGuest && saved !== undefined ? t('checkout.payNow') : t('checkout.toPayment')}
            &nbsp;·&nbsp;
            <Money amountMinor={total.minor} currency={total.currency} />
          </Button>
          <Text size="sm" c="dimmed">
            {!isGuest && saved !== undefined ? t('checkout.chargedNow') : t('checkout.notChargedYet')}
          </Text>
        </Stack>
      </Stack>
      {change !== null && isAsking && (
        <PriceChangedDialog
          change={change}
          onClose={refresh}
          onAccept={() => {
            refresh();
            order(form.getValues(), change.nowMinor);
          }}
        />
      )}
    </form>
  );
}

interface CheckoutFormProps {
  readonly items: readonly CartItem[];
  readonly total: { readonly minor: number; readonly currency: string };
  readonly savedMethods: readonly SavedMethod[];
  readonly onPlaced: (placed: PlacedOrder) => void;
}
