import { COUNTRY_CURRENCIES } from '@guildhall/money';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../api/use-action.js';
import { useDraft } from '../../form/use-draft.js';
import { useServerErrors } from '../../form/use-server-errors.js';
import { useMessages } from '../../i18n/messages.context.js';
import { Button, Checkbox, NativeSelect, Stack, TextInput } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { AccountTypeChoice } from './account-type.choice.js';
import { type Seller, SELLER } from './use-seller.js';

interface Fields {
  readonly displayName: string;
  readonly country: string;
  readonly accountType: Seller['accountType'];
  readonly isRecipient: boolean;
}

/** Makes the signed-in person a seller. Nothing is opened at Stripe by it. */
export function SignUpForm(): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const { locale } = useMessages();
  const countries = useCountries(locale);
  const form = useForm<Fields>({
    defaultValues: { displayName: '', country: '', accountType: 'express', isRecipient: false },
  });
  const draft = useDraft(form, 'seller-sign-up', ['displayName', 'country', 'accountType', 'isRecipient']);
  const signUp = useAction(
    ({ isRecipient, ...rest }: Fields, key) =>
      api.POST('/v1/sellers', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...rest, serviceAgreement: isRecipient ? 'recipient' : 'full' },
      }),
    {
      onSuccess: (seller) => {
        draft.forget();
        queries.setQueryData(SELLER, seller);
      },
    },
  );
  const problem = useServerErrors(form, signUp.error);
  const { errors } = form.formState;
  const required = t('form.required');
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(signUp.run)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput
          {...form.register('displayName', { required })}
          label={t('signUp.name')}
          description={t('signUp.nameHint')}
          autoComplete="organization"
          error={errors.displayName?.message}
        />
        <NativeSelect
          key={locale} // its options change places with the language: the one that is chosen would not stay
          {...form.register('country', { required })}
          label={t('signUp.country')}
          description={t('signUp.countryHint')}
          autoComplete="country"
          data={[{ value: '', label: t('signUp.chooseCountry') }, ...countries]}
          error={errors.country?.message}
        />
        <AccountTypeChoice field={form.register('accountType')} />
        <Checkbox
          {...form.register('isRecipient')}
          label={t('signUp.recipient')}
          description={t('signUp.recipientHint')}
        />
        <div>
          <Button type="submit" loading={signUp.isPending}>
            {t('signUp.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Where Stripe opens accounts, by the viewer's names of them. */
function useCountries(locale: string): { value: string; label: string }[] {
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return Object.entries(COUNTRY_CURRENCIES)
      .map(([value, currency]) => ({ value, label: `${names.of(value) ?? value} (${currency.toUpperCase()})` }))
      .sort((one, other) => one.label.localeCompare(other.label, locale));
  }, [locale]);
}
