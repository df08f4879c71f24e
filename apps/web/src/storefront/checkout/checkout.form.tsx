import { ApiProblem } from '@guildhall/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useDraft } from '../../form/use-draft.js';
import { useServerErrors } from '../../form/use-server-errors.js';
import { useMessages } from '../../i18n/messages.context.js';
import { useSession } from '../../session/session.context.js';
import { Button, Stack, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Problem } from '../../ui/problem.js';
import type { CartItem } from '../cart/cart.store.js';
import { useT } from '../messages.js';
import type { SavedMethod } from '../payment/use-saved-methods.js';
import { AddressFields } from './address-fields.js';
import type { CheckoutFields } from './checkout.fields.js';
import { changedPriceOf, PriceChangedDialog } from './price-changed.dialog.js';
import { SavedMethodChoice } from './saved-method-choice.js';
import { ContactFields } from './contact-fields.js';
import { addressOf, NO_ADDRESS } from './typed-address.js';
import { type PlacedOrder, usePlaceOrder } from './use-place-order.js';

/** Who orders, where it goes and how it is to be paid. Nothing is charged before the next step, or, with a saved card, when the button says so. */
export function CheckoutForm({ items, total, savedMethods, onPlaced }: CheckoutFormProps): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const { account, askToSignIn } = useSession();
  const isGuest = account === null;
  const { locale } = useMessages();
  const form = useForm<CheckoutFields>({
    defaultValues: {
      guestEmail: '',
      shippingAddress: { ...NO_ADDRESS, country: new Intl.Locale(locale).region ?? '' },
      savedPaymentMethodId: savedMethods[0]?.id ?? '',
    },
  });
  const { forget } = useDraft(form, 'checkout', ['guestEmail', 'shippingAddress']);
  const place = usePlaceOrder((placed) => {
    forget();
    onPlaced(placed);
  });
  const [isAsking, setAsking] = useState(false);
  const problem = useServerErrors(form, place.error);
  const isSessionOver = !isGuest && isTakenForGuest(place.error);
  useEffect(() => {
    if (isSessionOver) askToSignIn();
  }, [isSessionOver, askToSignIn]);
  const change = changedPriceOf(place.error);
  const order = (fields: CheckoutFields, acceptedTotalMinor: number): void => {
    const { guestEmail, savedPaymentMethodId } = fields;
    const shippingAddress = addressOf(fields.shippingAddress);
    setAsking(true);
    place.run({
      items: [...items],
      acceptedTotalMinor,
      ...(shippingAddress === undefined ? {} : { shippingAddress }),
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
        <ContactFields form={form} />
        <AddressFields form={form} />
        {!isGuest && savedMethods.length > 0 && (
          <SavedMethodChoice methods={savedMethods} field={form.register('savedPaymentMethodId')} />
        )}
        {problem !== null && change === null && !isSessionOver && <Problem error={problem} />}
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

/** The API saw no session, so it wanted an address to write to. */
function isTakenForGuest(error: unknown): boolean {
  return error instanceof ApiProblem && error.is('guest_email_required');
}

interface CheckoutFormProps {
  readonly items: readonly CartItem[];
  readonly total: { readonly minor: number; readonly currency: string };
  readonly savedMethods: readonly SavedMethod[];
  readonly onPlaced: (placed: PlacedOrder) => void;
}
