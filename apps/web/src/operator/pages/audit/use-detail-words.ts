import { Money } from '@guildhall/money';
import { useMemo } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { shortIds } from '../../../ui/short-id.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { knownState } from '../orders/timeline.states.js';
import { ROLES } from '../users/roles.js';
import type { DetailWords } from './detail-text.js';

const SCOPES = ['product', 'category', 'seller', 'platform'] as const;

/** The parts of an audit record's detail in the viewer's words. */
export function useDetailWords(): DetailWords {
  const t = useT();
  const words = useCodeWords();
  const { locale } = useMessages();
  return useMemo(
    () => ({
      nameOf: (name) => words('detail', name),
      textOf: (name, text) => {
        switch (name) {
          case 'before':
          case 'after':
            return ROLES.some((role) => role === text) ? t(`users.role.${text as (typeof ROLES)[number]}`) : text;
          case 'kind':
            return words('operation', text);
          case 'percentBasisPoints':
            return t('rules.percentOf', { percent: Number(text) / 100 });
          case 'scope': {
            const scope = SCOPES.find((each) => each === text);
            return scope === undefined ? text : t(`rules.scope.${scope}`);
          }
          case 'state': {
            const known = knownState(text);
            return known === null ? text : t(`timeline.state.${known.name}`);
          }
          case 'from':
          case 'to':
          case 'validTo':
            return new Date(text).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
          default:
            return shortIds(text);
        }
      },
      amountOf: (amountMinor, currency) => Money.of(amountMinor, currency).format(locale),
    }),
    [t, words, locale],
  );
}
