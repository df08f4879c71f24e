import { useQuery } from '@tanstack/react-query';
import { useMessages } from '../i18n/messages.context.js';
import { apiCatalogues } from './api-catalogues.js';
import type { ApiWords } from './words-of.js';

const AS_THE_API_SAYS: ApiWords = (_kind, _code, sentence) => sentence;

/**
 * The words for what the APIs answer. They are loaded when there is something to say: most visits never need them.
 * @param isNeeded false: they are not loaded
 * @returns null while they are loading; without them (no connection) the API's own sentences are said
 */
export function useApiWords(isNeeded = true): ApiWords | null {
  const { language, locale } = useMessages();
  const { data, isError } = useQuery({
    queryKey: ['api-words', locale],
    queryFn: async () => {
      const [{ wordsOf }, texts] = await Promise.all([import('./words-of.js'), apiCatalogues[language]()]);
      return { say: wordsOf(texts, locale) };
    },
    enabled: isNeeded,
    staleTime: Infinity,
  });
  return isError ? AS_THE_API_SAYS : (data?.say ?? null);
}
