import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useMessages } from '../../../i18n/messages.context.js';
import { SimpleGrid, Text, TextInput } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { readAmount, readCurrency, type RuleFields } from './rule-input.js';

const EXAMPLE_MINOR = 150;

/** The amounts of a rule, typed in a currency. A rule has none: it takes as many of the smallest units of any other. */
export function RuleAmounts({ form }: { form: UseFormReturn<RuleFields> }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const { errors } = form.formState;
  const currency = readCurrency(form.watch('currency'));
  const amount = (name: 'fixed' | 'minimum' | 'maximum'): ReactNode => (
    <TextInput
      {...form.register(name, {
        validate: (typed, fields) => readAmount(typed, fields.currency) !== null || t('rule.noAmount'),
      })}
      label={t(`rules.${name}Minor`)}
      inputMode="decimal"
      error={errors[name]?.message}
    />
  );
  const example = (code: string): string => Amount.of(EXAMPLE_MINOR, code).format(locale);
  return (
    <>
      <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'start' }}>
        <TextInput
          {...form.register('currency', { validate: (typed) => readCurrency(typed) !== null || t('rule.noCurrency') })}
          label={t('rule.currency')}
          maxLength={3}
          error={errors.currency?.message}
        />
        {amount('fixed')}
        {amount('minimum')}
        {amount('maximum')}
      </SimpleGrid>
      {currency !== null && (
        <Text size="xs" c="dimmed">
          {t('rule.currencyHint', { here: example(currency), there: example(currency === 'jpy' ? 'usd' : 'jpy') })}
        </Text>
      )}
    </>
  );
}
