import type { CompiledMessage } from 'icu-minify/format';
import { formatMessage, type MessageValues } from '../i18n/format-message.js';
import { SENTENCES } from './sentences.js';

/** What a code of an API is about; with it, it is a key of the catalogue. */
export type CodeKind = 'problem' | 'field' | 'quote' | 'decline' | 'payout' | 'method' | 'need' | 'whose';

/**
 * Says what an API has answered, in the viewer's language.
 * @param code stable; null when the API gives none
 * @param sentence the API's own: it tells what we mean when there is no code, and is said itself when we have no words
 */
export type ApiWords = (kind: CodeKind, code: string | null, sentence: string, values?: MessageValues) => string;

export function wordsOf(texts: Readonly<Record<string, CompiledMessage>>, locale: string): ApiWords {
  const say = (kind: CodeKind, code: string | null, sentence: string, values: MessageValues = {}): string => {
    for (const [pattern, key] of SENTENCES) {
      const match = pattern.exec(sentence);
      if (match !== null) return format(key, valuesOf(match.groups ?? {})) ?? sentence;
    }
    return (code === null ? null : format(`${kind}.${code}`, values)) ?? sentence;
  };
  const format = (key: string, values: MessageValues): string | null => {
    const message = texts[key];
    return message === undefined ? null : formatMessage(message, locale, values);
  };
  /** A reason within a sentence is a sentence itself. */
  const valuesOf = (groups: Readonly<Record<string, string>>): MessageValues =>
    Object.fromEntries(
      Object.entries(groups).map(([name, text]) => [
        name,
        name === 'reason' ? say('problem', null, text) : /^-?\d+$/.test(text) ? Number(text) : text,
      ]),
    );
  return say;
}
