import { useCallback } from 'react';
import { shortId } from '../../ui/short-id.js';
import { useT } from '../messages.js';
import { useCodeWords } from './use-code-words.js';

/** Says the name of an account of the books, `seller_payable:acct_1PZ8kQ2eZvKYlo2C`, in the viewer's words, with the id short. */
export function useAccountWords(): (account: string) => string {
  const t = useT();
  const words = useCodeWords();
  return useCallback(
    (account) => {
      const [head = '', owner] = account.split(':');
      const name = words('ledgerAccount', head);
      if (owner === undefined) return name;
      return `${name} · ${owner === 'platform' ? t('webhooks.platform') : shortId(owner)}`;
    },
    [t, words],
  );
}
