import { invalidRequest, resourceMissing } from './errors.js';
import { parseMetadata } from './metadata.js';
import { bounded, entries, integer, loosely, show, text } from './param-coercion.js';
import { isHash, Param, parseShape, type ParamDocumentation, type Parsed, type RawValue, type Shape } from './param.js';
import { UploadedFile } from './uploaded-file.js';

function optional<Out>(documentation: ParamDocumentation, parse: (raw: RawValue, path: string) => Out) {
  return new Param<Out, false>(documentation, parse, false);
}

/** A bound on a time: `created=1700000000` or `created[gte]=...`. */
export interface TimeRange {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
}
const rangeShape = {
  gt: optional({ kind: 'timestamp' }, integer),
  gte: optional({ kind: 'timestamp' }, integer),
  lt: optional({ kind: 'timestamp' }, integer),
  lte: optional({ kind: 'timestamp' }, integer),
};

function documentShape(shape: Shape): Record<string, ParamDocumentation> {
  return Object.fromEntries(Object.entries(shape).map(([name, param]) => [name, param.documentation]));
}

function oneOfDocumentation(first: Param<unknown>, second: Param<unknown>): ParamDocumentation {
  const alternatives = [first.documentation, second.documentation];
  return { kind: alternatives.map(({ kind }) => kind).join(' or '), alternatives };
}

/** `one of a, b, or c` */
function choiceOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  if (values.length === 1) return last;
  return `one of ${values.slice(0, -1).join(', ')}${values.length > 2 ? ',' : ''} or ${last}`;
}

/** The kinds of parameters. Each is optional until `.required()`. */
export const p = {
  /** Text. Empty is refused as Stripe refuses it, unless `.emptyable()`. */
  string: ({ max = 5000, pattern, what }: { max?: number; pattern?: RegExp; what?: string } = {}) =>
    optional({ kind: what ?? 'string' }, (raw, path) => {
      const value = text(raw, path);
      if (value === '')
        throw invalidRequest(
          `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
          { code: 'parameter_invalid_empty', param: path },
        );
      if (value.length > max)
        throw invalidRequest(`Invalid string: ${value.slice(0, 20)}...; must be at most ${max} characters`, {
          param: path,
        });
      if (pattern !== undefined && !pattern.test(value))
        throw invalidRequest(`Invalid ${what ?? 'string'}: ${value.slice(0, 100)}`, { param: path });
      return value;
    }),
  /** The id of another object, whether it exists is the handler's to check (`ctx.require`). */
  id: () =>
    p.string({ max: 255, what: 'id' }).check((value, path) => {
      // Test tokens are looked up in tables; what every table inherits is no token.
      if (value in Object.prototype) throw resourceMissing('object', value, path);
    }),
  integer: ({ min, max }: { min?: number; max?: number } = {}) =>
    optional({ kind: 'integer' }, (raw, path) => bounded(integer(raw, path), path, min, max)),
  /** Minor units of a charge or transfer: at least `min` (1), at most 99,999,999. */
  amount: ({ min = 1, max = 99_999_999 }: { min?: number; max?: number } = {}) =>
    optional({ kind: 'amount in minor units' }, (raw, path) => {
      const value = integer(raw, path);
      if (value < 0)
        throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: path });
      bounded(value, path, min, undefined);
      if (value > max)
        throw invalidRequest(`Amount must be no more than ${max}`, { code: 'amount_too_large', param: path });
      return value;
    }),
  /** A decimal number, e.g. a percentage. */
  number: ({ min, max }: { min?: number; max?: number } = {}) =>
    optional({ kind: 'number' }, (raw, path) => {
      const value =
        typeof raw === 'number' ? raw : /^-?\d{1,15}(\.\d{1,12})?$/.test(text(raw, path)) ? Number(raw) : NaN;
      if (!Number.isFinite(value)) throw invalidRequest(`Invalid decimal: ${show(raw)}`, { param: path });
      return bounded(value, path, min, max);
    }),
  boolean: () =>
    optional({ kind: 'boolean' }, (raw, path) => {
      if (raw === true || raw === 'true' || raw === '1') return true;
      if (raw === false || raw === 'false' || raw === '0') return false;
      throw invalidRequest(`Invalid boolean: ${show(raw)}`, { param: path });
    }),
  /** Unix seconds. */
  timestamp: () =>
    optional({ kind: 'timestamp' }, (raw, path) => bounded(integer(raw, path), path, 0, 253_402_300_799)),
  enum: <const V extends string>(values: readonly V[]) =>
    optional({ kind: 'enum', values }, (raw, path): V => {
      const value = text(raw, path);
      const known = values.find((candidate) => candidate === value);
      if (known !== undefined) return known;
      throw invalidRequest(`Invalid ${path}: must be ${choiceOf(values)}`, { param: path });
    }),
  /** Three letters, lower-cased. Whether the currency is supported is the handler's to check. */
  currency: () =>
    optional({ kind: 'currency' }, (raw, path) => {
      const value = text(raw, path).toLowerCase();
      if (!/^[a-z]{3}$/.test(value))
        throw invalidRequest(`Invalid currency: ${value.slice(0, 20)}`, { code: 'invalid_currency', param: path });
      return value;
    }),
  /** Two letters, upper-cased. */
  country: () =>
    optional({ kind: 'country' }, (raw, path) => {
      const value = text(raw, path).toUpperCase();
      if (!/^[A-Z]{2}$/.test(value))
        throw invalidRequest(`Country '${value.slice(0, 20)}' is unknown.`, {
          code: 'country_code_invalid',
          param: path,
        });
      return value;
    }),
  email: () =>
    optional({ kind: 'email' }, (raw, path) => {
      const value = text(raw, path);
      if (!/^[^\s@]{1,256}@[^\s@]{1,256}$/.test(value) || value.length > 512)
        throw invalidRequest(`Invalid email address: ${value.slice(0, 100)}`, { code: 'email_invalid', param: path });
      return value;
    }),
  url: () =>
    optional({ kind: 'url' }, (raw, path) => {
      const value = text(raw, path);
      if (!/^https?:\/\//i.test(value) || !URL.canParse(value) || value.length > 5000)
        throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: path });
      return value;
    }),
  hash: <S extends Shape>(shape: S) =>
    optional({ kind: 'hash', fields: documentShape(shape) }, (raw, path): Parsed<S> => {
      // The SDKs cannot send an empty hash in a form, they send ''.
      if (raw === '') return parseShape(shape, {}, path);
      if (!isHash(raw)) throw invalidRequest('Invalid object', { param: path });
      return parseShape(shape, raw, path);
    }),
  array: <Out>(item: Param<Out>, { max = 1000 }: { max?: number } = {}) =>
    optional({ kind: 'array', items: item.documentation }, (raw, path): Out[] => {
      if (raw === '') return [];
      const values = entries(raw, path);
      if (values.length > max)
        throw invalidRequest(`Array too long: at most ${max} entries are allowed.`, { param: path });
      return values.map((value, index) => item.parse(value, `${path}[${index}]`));
    }),
  /** A hash with free keys. */
  mapOf: <Out>(item: Param<Out>) =>
    optional({ kind: 'map', items: item.documentation }, (raw, path): Record<string, Out> => {
      if (raw === '') return {};
      if (!isHash(raw)) throw invalidRequest('Invalid object', { param: path });
      return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, item.parse(value, `${path}[${key}]`)]));
    }),
  metadata: () => optional({ kind: 'metadata' }, parseMetadata),
  /** A number or a `gt/gte/lt/lte` hash. */
  range: () =>
    optional({ kind: 'timestamp or range' }, (raw, path): TimeRange => {
      if (isHash(raw)) return parseShape(rangeShape, raw, path);
      const exact = integer(raw, path);
      return { gte: exact, lte: exact };
    }),
  /** The first that accepts wins; when none does, the last one's refusal is the answer. E.g. `'now' | timestamp`. */
  oneOf: <A, B>(first: Param<A>, second: Param<B>) =>
    optional(oneOfDocumentation(first, second), (raw, path): A | B => {
      try {
        return first.parse(raw, path);
      } catch {
        return second.parse(raw, path);
      }
    }),
  /** A file of a multipart body. */
  file: () =>
    optional({ kind: 'file' }, (raw, path): UploadedFile => {
      if (raw instanceof UploadedFile) return raw;
      throw invalidRequest(`Invalid file: ${path} must be uploaded as multipart/form-data.`, { param: path });
    }),
  /** As `anything`, of a form: what looks like an array, a boolean or (by its name) a number becomes one. */
  loose: () => optional({ kind: 'any' }, (raw): RawValue => loosely(raw, '')),
  /** Accepted as it is and not looked into: for corners of the API outside the emulator's scope. */
  anything: () => optional({ kind: 'any' }, (raw): RawValue => raw),
};
