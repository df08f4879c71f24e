import type { CompiledMessage } from 'icu-minify/format';
import type common from '../messages/en.json';
import type commonGerman from '../messages/de.json';
import type { Language } from './languages.js';

export type CommonKey = keyof typeof common;

type Catalogue = Readonly<Record<string, CompiledMessage>>;

/** Loads the messages of one area in one language. */
export type Catalogues = Readonly<Record<Language, () => Promise<Catalogue>>>;

/** Itself when both catalogues have the same keys, else the keys that only one of them has: a type error that names them. */
type SameKeys<English, German> = [keyof English, keyof German] extends [keyof German, keyof English]
  ? unknown
  : { onlyInOneLanguage: Exclude<keyof English, keyof German> | Exclude<keyof German, keyof English> };

type Loader<Messages> = () => Promise<{ default: Messages }>;

/**
 * The catalogues of an area. They are compiled when the application is built (`vite/compiled-messages.plugin.ts`), which the
 * compiler does not see: to it they are texts.
 */
export function catalogues<English extends object, German extends object>(
  loaders: { en: Loader<English>; de: Loader<German> } & SameKeys<English, German>,
): Catalogues {
  const load = (loader: Loader<object>) => async (): Promise<Catalogue> => (await loader()).default as Catalogue;
  return { en: load(loaders.en), de: load(loaders.de) };
}

/** What every area says. */
export const commonCatalogues: Catalogues = catalogues<typeof common, typeof commonGerman>({
  en: () => import('../messages/en.json'),
  de: () => import('../messages/de.json'),
});
