import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Dialog } from '../../../ui/dialog.js';
import { Button, Group, Stack, Text, TextInput } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { ConfirmEnd } from './confirm-end.js';
import type { Rule } from './rule-input.js';

/** Ends a rule, now or at a later moment: asks when, says what that means, ends it. */
export function EndRuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }): ReactNode {
  const t = useT();
  const form = useForm({ defaultValues: { at: '' } });
  /** As ISO 8601; empty: now. */
  const [end, setEnd] = useState<string | null>(null);
  const isPossible = (at: string): string | true => {
    if (at === '') return true;
    if (isPast(at)) return t('endRule.past');
    return rule.validTo === null || Date.parse(at) < Date.parse(rule.validTo) || t('endRule.earlier');
  };
  if (end !== null) return <ConfirmEnd rule={rule} at={end === '' ? null : end} onClose={onClose} />;
  return (
    <Dialog title={t('endRule.title')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit(({ at }) => { setEnd(at === '' ? '' : new Date(at).toISOString()); })(event)} // prettier-ignore
      >
        <Stack>
          <Text size="sm">{t('endRule.hint')}</Text>
          <TextInput
            {...form.register('at', { validate: isPossible })}
            type="datetime-local"
            label={t('endRule.at')}
            description={t('rule.fromHint')}
            error={form.formState.errors.at?.message}
          />
          <Group justify="flex-end">
            <Button type="submit">{t('endRule.continue')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function isPast(at: string): boolean {
  return Date.parse(at) <= Date.now();
}
