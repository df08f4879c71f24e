export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Also read by `public/first-paint.js`. */
const KEPT_AS = 'guildhall.language';

export function isLanguage(text: string | null): text is Language {
  return (LANGUAGES as readonly (string | null)[]).includes(text);
}

/** The one chosen here before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(kept: string | null, wanted: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

export function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null; // storage is forbidden: the browser's language every time
  }
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // forbidden: it lasts until the page is left
  }
}

/**
 * What numbers and dates go by: the viewer's own region when it speaks the language (`en-GB`), else the bare language.
 * @param wanted the browser's languages, best first
 */
export function localeOf(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}
