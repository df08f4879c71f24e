import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { useT } from '../messages.js';
import type { SavedMethod } from './use-saved-methods.js';

/** "Visa ending in 4242, expires 12/2034". */
export function SavedMethodText({ method }: { method: SavedMethod }): ReactNode {
  const t = useT();
  const { type, brand, last4, expMonth, expYear } = method;
  const words = useApiWords();
  if (words === null) return null;
  const name = words('method', brand ?? type, capitalised((brand ?? type).replaceAll('_', ' ')));
  const expires = expMonth === null || expYear === null ? '' : `${String(expMonth).padStart(2, '0')}/${expYear}`;
  return (
    <span>
      {last4 === null ? name : t('savedMethod.endingIn', { name, last4 })}
      {expires !== '' && <>, {t('savedMethod.expires', { expires })}</>}
    </span>
  );
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
