import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { RuleDraft } from './rule-input.js';
import { useRuleWords } from './use-rule-words.js';

/** Writes the next version of a rule, after saying what it changes. */
export function WriteRuleDialog({ draft, currency, onWritten, onClose }: WriteRuleDialogProps): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const isWritten = useRef(false);
  const percent = draft.percentBasisPoints / 100;
  return (
    <ConfirmMoney
      title={t('writeRule.title')}
      consequence={t('writeRule.consequence', {
        takes: useRuleWords(currency)(draft),
        scope: t(`rules.scope.${draft.scope}`),
      })}
      confirmLabel={t('writeRule.confirm', { percent })}
      act={async (key) => {
        const rule = await api.POST('/v1/commission-rules', {
          params: { header: { 'Idempotency-Key': key } },
          body: draft,
        });
        isWritten.current = true;
        return rule;
      }}
      result={({ version }) => t('writeRule.result', { version })}
      onClose={() => {
        onClose();
        if (!isWritten.current) return;
        void client.invalidateQueries();
        onWritten();
      }}
    />
  );
}

interface WriteRuleDialogProps {
  readonly draft: RuleDraft;
  /** In which its amounts were typed. */
  readonly currency: string;
  readonly onWritten: () => void;
  readonly onClose: () => void;
}
