import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { Rule } from './rule-input.js';

/** Ends a rule now. */
export function EndRuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const { id: ruleId, scope, version } = rule;
  return (
    <ConfirmMoney
      title={t('endRule.title')}
      consequence={t('endRule.consequence', { scope: t(`rules.scope.${scope}`), version })}
      confirmLabel={t('endRule.confirm')}
      isDangerous
      act={(key) =>
        api.POST('/v1/commission-rules/{ruleId}/end', {
          params: { path: { ruleId }, header: { 'Idempotency-Key': key } },
          body: {},
        })
      }
      result={() => t('endRule.result')}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}
