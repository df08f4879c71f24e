import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { useDraft } from '../../../form/use-draft.js';
import { Page } from '../../../shell/page.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Group, Paper, SimpleGrid, Stack } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { draftOf, readAmount, readCurrency, readPercent, type RuleDraft, type RuleFields } from './rule-input.js';
import { RuleInputs } from './rule-inputs.js';
import { Simulator } from './simulator.js';
import { usePlatformCurrency } from './use-platform-currency.js';
import { WriteRuleDialog } from './write-rule.dialog.js';

const EMPTY: RuleFields = {
  scope: 'seller',
  scopeReference: '',
  percent: '',
  currency: '',
  fixed: '',
  minimum: '',
  maximum: '',
  validFrom: '',
  validTo: '',
};
const AMOUNTS = ['fixed', 'minimum', 'maximum'] as const;
const KEPT = Object.keys(EMPTY) as (keyof RuleFields)[];

/** The next version of a rule, with what an order would pay under it before it is written. */
export default function NewRulePage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('rule.new')} hint={t('rule.newHint')}>
      <Loaded query={usePlatformCurrency()}>{(currency) => <NewRule platformCurrency={currency} />}</Loaded>
    </Page>
  );
}

function NewRule({ platformCurrency }: { platformCurrency: string }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const form = useForm<RuleFields>({ defaultValues: { ...EMPTY, currency: platformCurrency.toUpperCase() } });
  const { forget } = useDraft(form, 'commission-rule', KEPT);
  const [asking, setAsking] = useState<RuleDraft | null>(null);
  const typed: RuleFields = { ...EMPTY, ...useWatch({ control: form.control }) };
  const isComplete =
    readPercent(typed.percent) !== null &&
    AMOUNTS.every((name) => readAmount(typed[name], typed.currency) !== null) &&
    (typed.scope === 'platform' || typed.scopeReference.trim() !== '');
  return (
    <>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Paper withBorder radius="lg" p="lg" component="section">
          <form
            noValidate
            onSubmit={(event) => void form.handleSubmit((fields) => { setAsking(draftOf(fields)); })(event)} // prettier-ignore
          >
            <Stack>
              <RuleInputs form={form} />
              <Group justify="flex-end">
                <Button type="submit">{t('rule.write')}</Button>
              </Group>
            </Stack>
          </form>
        </Paper>
        <Simulator draft={isComplete ? draftOf(typed) : null} platformCurrency={platformCurrency} />
      </SimpleGrid>
      {asking !== null && (
        <WriteRuleDialog
          draft={asking}
          currency={readCurrency(typed.currency) ?? platformCurrency}
          onWritten={() => {
            forget();
            void navigate('/commission-rules');
          }}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </>
  );
}
