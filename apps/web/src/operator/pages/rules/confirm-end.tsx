import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import type { Rule } from './rule-input.js';

/** Says what the end of a rule means, and ends it. */
export function ConfirmEnd({ rule, at, onClose }: ConfirmEndProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const { id: ruleId, scope, version } = rule;
  const what = { scope: t(`rules.scope.${scope}`), version };
  const when = at === null ? null : new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ConfirmMoney
      title={t('endRule.title')}
      consequence={when === null ? t('endRule.consequence', what) : t('endRule.consequenceLater', { ...what, when })}
      confirmLabel={when === null ? t('endRule.confirm') : t('endRule.confirmLater')}
      isDangerous
      act={(key) =>
        api.POST('/v1/commission-rules/{ruleId}/end', {
          params: { path: { ruleId }, header: { 'Idempotency-Key': key } },
          body: at === null ? {} : { at },
        })
      }
      result={() => (when === null ? t('endRule.result') : t('endRule.resultLater', { when }))}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}

interface ConfirmEndProps {
  readonly rule: Rule;
  /** ISO 8601; null: now. */
  readonly at: string | null;
  readonly onClose: () => void;
}
