import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { NativeSelect, SimpleGrid, TextInput } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { RuleAmounts } from './rule-amounts.js';
import { readPercent, type RuleFields, SCOPES } from './rule-input.js';
import { SellerSelect } from './seller-select.js';

/** What a rule is about, how much it takes, and when it holds. */
export function RuleInputs({ form }: { form: UseFormReturn<RuleFields> }): ReactNode {
  const t = useT();
  const { errors } = form.formState;
  const scope = form.watch('scope');
  const reference = form.register('scopeReference', {
    validate: (typed, { scope: about }) => about === 'platform' || typed.trim() !== '' || t('rule.referenceMissing'),
  });
  return (
    <>
      <NativeSelect
        {...form.register('scope')}
        label={t('rules.scope')}
        data={SCOPES.map((value) => ({ value, label: t(`rules.scope.${value}`) }))}
      />
      {scope === 'seller' && <SellerSelect {...reference} error={errors.scopeReference?.message} />}
      {(scope === 'category' || scope === 'product') && (
        <TextInput {...reference} label={t(`rule.reference.${scope}`)} error={errors.scopeReference?.message} />
      )}
      <TextInput
        {...form.register('percent', { validate: (typed) => readPercent(typed) !== null || t('rule.percentWrong') })}
        label={t('rule.percent')}
        inputMode="decimal"
        error={errors.percent?.message}
      />
      <RuleAmounts form={form} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          {...form.register('validFrom')}
          type="datetime-local"
          label={t('rules.validFrom')}
          description={t('rule.fromHint')}
        />
        <TextInput
          {...form.register('validTo', {
            validate: (to, { validFrom }) => to === '' || to > validFrom || t('rule.endsBefore'),
          })}
          type="datetime-local"
          label={t('rules.validTo')}
          description={t('rule.toHint')}
          error={errors.validTo?.message}
        />
      </SimpleGrid>
    </>
  );
}
