import { isCurrency } from '@guildhall/money';
import { field, type FieldOptions } from './field.js';

export interface TextOptions extends FieldOptions<string> {
  /** Characters. @default 1 */
  readonly min?: number;
  /** Characters. @default 500 */
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** One or more lines of text, without control characters. */
export function TextField({ min = 1, max = 500, pattern, ...options }: TextOptions): PropertyDecorator {
  const schema = {
    type: 'string',
    minLength: min,
    maxLength: max,
    ...(pattern && { pattern: pattern.source }),
  } as const;
  return field({ kind: 'text', schema, check: (value) => textMistake(value, min, max, pattern) }, options);
}

/** Case is kept here; whoever stores it decides about lower case. */
export function EmailField(options: FieldOptions<string>): PropertyDecorator {
  const schema = { type: 'string', format: 'email', maxLength: 254 } as const;
  const check = (value: unknown) =>
    typeof value === 'string' && value.length <= 254 && EMAIL.test(value) ? null : 'must be an e-mail address';
  return field({ kind: 'text', schema, check }, options);
}

/** The id of something of ours: a UUID. */
export function IdField(options: FieldOptions<string>): PropertyDecorator {
  const schema = { type: 'string', format: 'uuid' } as const;
  return field({ kind: 'text', schema, check: (value) => (isId(value) ? null : 'must be a UUID') }, options);
}

/** The id of something at Stripe, by its prefix: `StripeIdField('pi', ...)` takes `pi_...`. */
export function StripeIdField(prefix: string, options: FieldOptions<string>): PropertyDecorator {
  const pattern = new RegExp(`^${prefix}_[A-Za-z0-9_]{1,240}$`);
  const check = (value: unknown) =>
    typeof value === 'string' && pattern.test(value) ? null : `must be a Stripe id that starts with ${prefix}_`;
  return field({ kind: 'text', schema: { type: 'string', pattern: pattern.source }, check }, options);
}

/** A three-letter ISO 4217 code in lower case, as Stripe writes it, and one that Stripe knows. */
export function CurrencyField(options: FieldOptions<string>): PropertyDecorator {
  const schema = { type: 'string', pattern: '^[a-z]{3}$', description: 'ISO 4217, lower case.' } as const;
  const check = (value: unknown) =>
    typeof value === 'string' && isCurrency(value) ? null : 'must be a currency of Stripe, in three small letters';
  return field({ kind: 'text', schema, check }, options);
}

/** A two-letter ISO 3166-1 code in capitals. */
export function CountryField(options: FieldOptions<string>): PropertyDecorator {
  const schema = { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' } as const;
  const check = (value: unknown) =>
    typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? null : 'must be a country: two capital letters';
  return field({ kind: 'text', schema, check }, options);
}

/** One of a few words. */
export function ChoiceField<Choice extends string>(
  choices: readonly Choice[],
  options: FieldOptions<Choice>,
): PropertyDecorator {
  const check = (value: unknown) =>
    choices.some((choice) => choice === value) ? null : `must be one of: ${choices.join(', ')}`;
  return field({ kind: 'text', schema: { type: 'string', enum: [...choices] }, check }, options);
}

export interface UrlOptions extends FieldOptions<string> {
  /** Paths below the origin of the pages that are taken too. */
  readonly ownPath?: RegExp;
}

/** An address to go to: https, or http on this machine. Credentials in it are refused. */
export function UrlField({ ownPath, ...options }: UrlOptions): PropertyDecorator {
  const format = ownPath === undefined ? 'uri' : 'uri-reference';
  const schema = { type: 'string', format, maxLength: 2048 } as const;
  const isOwn = (value: unknown) => typeof value === 'string' && ownPath?.test(value) === true;
  const check = (value: unknown) => (isWebAddress(value) || isOwn(value) ? null : 'must be an https URL');
  return field({ kind: 'text', schema, check }, options);
}

/** What HTML takes for an address, with a domain that has a dot. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

export function textMistake(value: unknown, min: number, max: number, pattern?: RegExp): string | null {
  if (typeof value !== 'string') return 'must be text';
  if (/[^\P{Cc}\n\r\t]/u.test(value)) return 'must not contain control characters';
  if (value.length < min || value.length > max) return `must have ${min} to ${max} characters`;
  if (min > 0 && value.trim() === '') return 'must not be blank';
  return pattern === undefined || pattern.test(value) ? null : `must match ${pattern.source}`;
}

function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 2048 || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && local));
}
