import { type ReactNode, useMemo } from 'react';
import { type UseFormReturn } from 'react-hook-form';
import { useMessages } from '../../i18n/messages.context.js';
import { NativeSelect, Paper, Stack, Text, TextInput, Title } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import styles from './address-fields.module.css';
import type { CheckoutFields } from './checkout.fields.js';
import { countriesIn } from './countries.js';
import { hasAddress } from './typed-address.js';

/** Where the goods go. May be left out as a whole; once begun, what a parcel needs is needed. */
export function AddressFields({ form }: { form: UseFormReturn<CheckoutFields> }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const errors = form.formState.errors.shippingAddress;
  const isNeeded = (text: string, { shippingAddress }: CheckoutFields): true | string =>
    text.trim() !== '' || !hasAddress(shippingAddress) || t('form.required');
  return (
    <Paper withBorder radius="lg" p="md" component="section">
      <Stack>
        <div>
          <Title order={2} size="h3">
            {t('checkout.address')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('checkout.addressHint')}
          </Text>
        </div>
        <TextInput
          {...form.register('shippingAddress.name', { validate: isNeeded })}
          label={t('address.name')}
          autoComplete="shipping name"
          maxLength={200}
          error={errors?.name?.message}
        />
        <TextInput
          {...form.register('shippingAddress.line1', { validate: isNeeded })}
          label={t('address.line1')}
          autoComplete="shipping address-line1"
          maxLength={200}
          error={errors?.line1?.message}
        />
        <TextInput
          {...form.register('shippingAddress.line2')}
          label={t('address.line2')}
          autoComplete="shipping address-line2"
          maxLength={200}
          error={errors?.line2?.message}
        />
        <div className={styles.row}>
          <TextInput
            {...form.register('shippingAddress.postalCode')}
            label={t('address.postalCode')}
            autoComplete="shipping postal-code"
            maxLength={20}
            error={errors?.postalCode?.message}
          />
          <TextInput
            {...form.register('shippingAddress.city', { validate: isNeeded })}
            label={t('address.city')}
            autoComplete="shipping address-level2"
            maxLength={100}
            error={errors?.city?.message}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            {...form.register('shippingAddress.region')}
            label={t('address.region')}
            autoComplete="shipping address-level1"
            maxLength={100}
            error={errors?.region?.message}
          />
          <NativeSelect
            key={locale} // its options change places with the language: the one that is chosen would not stay
            {...form.register('shippingAddress.country', { validate: isNeeded })}
            label={t('address.country')}
            autoComplete="shipping country"
            data={[{ value: '', label: t('address.chooseCountry') }, ...countries]}
            error={errors?.country?.message}
          />
        </div>
      </Stack>
    </Paper>
  );
}
