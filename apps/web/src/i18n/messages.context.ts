import { createContext, useContext } from 'react';
import type { CommonKey } from './catalogues.js';
import type { MessageValues } from './format-message.js';
import type { Language } from './languages.js';

export type Translate<Key extends string> = (key: Key, values?: MessageValues) => string;

export interface Messages {
  readonly language: Language;
  /** For Intl: the language, with the viewer's region when it fits. */
  readonly locale: string;
  readonly translate: Translate<string>;
  readonly speak: (language: Language) => void;
}

export const MessagesContext = createContext<Messages | null>(null);

export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (messages === null) throw new Error('useMessages outside of MessagesProvider');
  return messages;
}

/** The words of every area; pages use their own area's `useT`, which knows more keys. */
export function useCommonT(): Translate<CommonKey> {
  return useMessages().translate;
}

/** An area's `useT`: its keys and the common ones, checked by the compiler. */
export function translatorOf<Key extends string>(): () => Translate<Key | CommonKey> {
  return () => useMessages().translate;
}
