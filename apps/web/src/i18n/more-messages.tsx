import type { CompiledMessage } from 'icu-minify/format';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Catalogues } from './catalogues.js';
import { formatMessage } from './format-message.js';
import { type Messages, MessagesContext, useMessages } from './messages.context.js';

/** A part of an area with words of its own, which only those load who see it; until then it is not shown. */
export function MoreMessages({ catalogues, children }: { catalogues: Catalogues; children: ReactNode }): ReactNode {
  const area = useMessages();
  const { language } = area;
  const [texts, setTexts] = useState<Readonly<Record<string, CompiledMessage>> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void catalogues[language]().then((loaded) => {
      if (isCurrent) setTexts(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [catalogues, language]);

  const messages = useMemo<Messages | null>(() => {
    if (texts === null) return null;
    return {
      ...area,
      translate: (key, values) => {
        const own = texts[key];
        return own === undefined ? area.translate(key, values) : formatMessage(own, area.locale, values);
      },
    };
  }, [area, texts]);

  return messages === null ? null : <MessagesContext value={messages}>{children}</MessagesContext>;
}
