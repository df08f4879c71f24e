import { useQueryClient } from '@tanstack/react-query';
import { InvalidAmount, isCurrency, type Money as Amount, parseDecimal } from '@guildhall/money';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useMessages } from '../../../i18n/messages.context.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Dialog } from '../../../ui/dialog.js';
import { Button, Group, Stack, TextInput } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

interface Fields {
  readonly currency: string;
  readonly flat: string;
}

/** A new price of shipping: typed, confirmed with the amount, written. */
export function ShippingRuleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useT();
  const form = useForm<Fields>({ defaultValues: { currency: 'usd', flat: '' } });
  const [asking, setAsking] = useState<Amount | null>(null);
  const { errors } = form.formState;
  if (asking !== null) return <ConfirmShipping flat={asking} onClose={onClose} />;
  return (
    <Dialog title={t('shipping.new')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit((fields) => { setAsking(flatOf(fields)); })(event)} // prettier-ignore
      >
        <Stack>
          <TextInput
            {...form.register('currency', { validate: (code) => isCurrency(codeOf(code)) || t('shipping.noCurrency') })}
            label={t('shipping.currency')}
            maxLength={3}
            error={errors.currency?.message}
          />
          <TextInput
            {...form.register('flat', { validate: (_, fields) => flatOf(fields) !== null || t('shipping.noAmount') })}
            label={t('shipping.flat')}
            description={t('shipping.flatHint')}
            inputMode="decimal"
            error={errors.flat?.message}
          />
          <Group justify="flex-end">
            <Button type="submit">{t('shipping.continue')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function ConfirmShipping({ flat, onClose }: { flat: Amount; onClose: () => void }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const amount = flat.format(locale);
  return (
    <ConfirmMoney
      title={t('shipping.new')}
      consequence={t('shipping.consequence', { amount, currency: flat.currency.toUpperCase() })}
      confirmLabel={t('shipping.confirm', { amount })}
      act={(key) =>
        api.POST('/v1/shipping-rules', {
          params: { header: { 'Idempotency-Key': key } },
          body: { currency: flat.currency, flatMinor: flat.toMinorNumber() },
        })
      }
      result={() => t('shipping.result', { amount })}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}

const codeOf = (currency: string): string => currency.trim().toLowerCase();

/** Null: no amount of that currency, or less than nothing. */
function flatOf({ currency, flat }: Fields): Amount | null {
  const code = codeOf(currency);
  if (!isCurrency(code)) return null;
  try {
    const amount = parseDecimal(flat.trim().replace(',', '.'), code);
    return amount.isNegative() ? null : amount;
  } catch (error) {
    if (error instanceof InvalidAmount) return null;
    throw error;
  }
}
