import { Money as Amount } from '@guildhall/money';
import { useCallback } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { useT } from '../../messages.js';
import type { RuleDraft } from './rule-input.js';

type Takes = Pick<RuleDraft, 'percentBasisPoints' | 'fixedMinor' | 'minimumMinor' | 'maximumMinor'>;

/** What a rule takes, in words: "12.5%, plus $0.30, at most $50.00". @param currency to write its amounts in */
export function useRuleWords(currency: string): (takes: Takes) => string {
  const t = useT();
  const { locale } = useMessages();
  return useCallback(
    ({ percentBasisPoints, fixedMinor, minimumMinor, maximumMinor }) => {
      const amount = (minor: number): string => Amount.of(minor, currency).format(locale);
      return [
        t('rules.percentOf', { percent: percentBasisPoints / 100 }),
        fixedMinor === undefined || fixedMinor === 0 ? null : t('rules.plus', { amount: amount(fixedMinor) }),
        minimumMinor == null ? null : t('rules.atLeast', { amount: amount(minimumMinor) }),
        maximumMinor == null ? null : t('rules.atMost', { amount: amount(maximumMinor) }),
      ]
        .filter((part) => part !== null)
        .join(', ');
    },
    [t, locale, currency],
  );
}
