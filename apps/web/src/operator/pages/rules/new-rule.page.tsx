import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { useDraft } from '../../../form/use-draft.js';
import { Page } from '../../../shell/page.js';
import { Button, Group, Paper, SimpleGrid, Stack } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { draftOf, readPercent, type RuleDraft, type RuleFields } from './rule-input.js';
import { RuleInputs } from './rule-inputs.js';
import { Simulator } from './simulator.js';
import { WriteRuleDialog } from './write-rule.dialog.js';

const EMPTY: RuleFields = {
  scope: 'seller',
  scopeReference: '',
  percent: '',
  fixedMinor: '',
  minimumMinor: '',
  maximumMinor: '',
  validFrom: '',
  validTo: '',
};
const KEPT = Object.keys(EMPTY) as (keyof RuleFields)[];

/** The next version of a rule, with what an order would pay under it before it is written. */
export default function NewRulePage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const form = useForm<RuleFields>({ defaultValues: EMPTY });
  const { forget } = useDraft(form, 'commission-rule', KEPT);
  const [asking, setAsking] = useState<RuleDraft | null>(null);
  const typed: RuleFields = { ...EMPTY, ...useWatch({ control: form.control }) };
  const isComplete =
    readPercent(typed.percent) !== null && (typed.scope === 'platform' || typed.scopeReference.trim() !== '');
  return (
    <Page title={t('rule.new')} hint={t('rule.newHint')}>
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
        <Simulator draft={isComplete ? draftOf(typed) : null} />
      </SimpleGrid>
      {asking !== null && (
        <WriteRuleDialog
          draft={asking}
          onWritten={() => {
            forget();
            void navigate('/commission-rules');
          }}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </Page>
  );
}
