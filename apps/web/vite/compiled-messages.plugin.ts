import { readFile } from 'node:fs/promises';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/** Reads message catalogues (`messages/en.json`) as compiled ICU messages, so that browsers need no parser. */
export function compiledMessages(): Plugin {
  return {
    name: 'guildhall:compiled-messages',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?', 1)[0] ?? id;
      if (!/\/messages\/[a-z]{2}\.json$/.test(path)) return null;
      const messages = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      return JSON.stringify(Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compile(text)])));
    },
  };
}
