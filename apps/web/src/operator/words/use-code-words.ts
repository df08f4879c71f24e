import { useCallback } from 'react';
import { useMessages } from '../../i18n/messages.context.js';
import { type CodeKind, codeWords } from './code-words.js';

/** Says codes in the viewer's words: `words('operation', 'payout.create')`. Stays the same between renderings. */
export function useCodeWords(): (kind: CodeKind, code: string, said?: string) => string {
  const { translate } = useMessages();
  return useCallback((kind, code, said) => codeWords(translate, kind, code, said), [translate]);
}
