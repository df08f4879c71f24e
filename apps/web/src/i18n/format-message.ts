import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';

export type MessageValues = FormatValues<never>;

/** Intl objects are dear to make: one of each kind is kept. */
function cached<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = JSON.stringify(args);
    const found = known.get(key) ?? make(...args);
    known.set(key, found);
    return found;
  };
}

const formatters = {
  getDateTimeFormat: cached(
    (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  ),
  getNumberFormat: cached((...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args)),
  getPluralRules: cached((...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args)),
};

/** @returns the message in words. @throws Error when a value is missing */
export function formatMessage(message: CompiledMessage, locale: string, values: MessageValues = {}): string {
  const formatted = format<never>(message, locale, values, { formatters });
  return Array.isArray(formatted) ? formatted.join('') : formatted;
}
