import type { CompiledMessage } from 'icu-minify/format';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type Catalogues, commonCatalogues } from './catalogues.js';
import { formatMessage } from './format-message.js';
import { keepLanguage, keptLanguage, type Language, localeOf, preferredLanguage } from './languages.js';
import { type Messages, MessagesContext } from './messages.context.js';

interface Loaded {
  readonly language: Language;
  readonly texts: Readonly<Record<string, CompiledMessage>>;
}

/** Loads the area's messages in the viewer's language and shows nothing before: no flash of another language. */
export function MessagesProvider({ area, children }: { area: Catalogues; children: ReactNode }): ReactNode {
  const [wanted, setWanted] = useState(() => preferredLanguage(keptLanguage(), navigator.languages));
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void Promise.all([commonCatalogues[wanted](), area[wanted]()]).then(([common, own]) => {
      if (!isCurrent) return;
      document.documentElement.lang = wanted;
      setLoaded({ language: wanted, texts: { ...common, ...own } });
    });
    return () => {
      isCurrent = false;
    };
  }, [area, wanted]);

  const speak = useCallback((language: Language) => {
    keepLanguage(language);
    setWanted(language);
  }, []);

  const messages = useMemo<Messages | null>(() => {
    if (loaded === null) return null;
    const locale = localeOf(loaded.language, navigator.languages);
    return {
      language: loaded.language,
      locale,
      speak,
      translate: (key, values) => formatMessage(loaded.texts[key] ?? key, locale, values),
    };
  }, [loaded, speak]);

  return messages === null ? null : <MessagesContext value={messages}>{children}</MessagesContext>;
}
