import { invalidRequest, missingParam, unknownParams } from './errors.js';

/**
 * What a body decodes to before it is checked. Form bodies hold strings and hashes only (an array arrives as a hash
 * with the keys 0, 1, 2); JSON bodies hold the rest too.
 */
export type RawValue = string | number | boolean | null | readonly RawValue[] | RawHash;
export interface RawHash {
  readonly [key: string]: RawValue;
}

/** What `GET /_emulator/coverage` prints about a parameter. */
export interface ParamDocumentation {
  readonly kind: string;
  readonly required?: boolean;
  readonly values?: readonly string[];
  readonly items?: ParamDocumentation;
  readonly fields?: Readonly<Record<string, ParamDocumentation>>;
}

/**
 * One parameter: validates a raw value, turns it into a typed one, and documents itself. Immutable: `required()` and
 * `emptyable()` return another one.
 */
export class Param<Out, Required extends boolean = boolean> {
  constructor(
    readonly documentation: ParamDocumentation,
    readonly parse: (raw: RawValue, path: string) => Out,
    readonly isRequired: Required,
  ) {}

  /** Absent: 400 `parameter_missing`. */
  required(): Param<Out, true> {
    return new Param({ ...this.documentation, required: true }, this.parse, true);
  }

  /** An empty string (or JSON null) unsets: it arrives as `null`. The SDK's types call this `Emptyable`. */
  emptyable(): Param<Out | null, Required> {
    const { parse } = this;
    return new Param(
      { ...this.documentation, kind: `${this.documentation.kind} or empty` },
      (raw, path) => (raw === '' || raw === null ? null : parse(raw, path)),
      this.isRequired,
    );
  }

  /** A further check on the coerced value: throw a StripeError to refuse it. */
  check(verify: (value: Out, path: string) => void): Param<Out, Required> {
    const { parse } = this;
    return new Param(
      this.documentation,
      (raw, path) => {
        const value = parse(raw, path);
        verify(value, path);
        return value;
      },
      this.isRequired,
    );
  }
}

export type Shape = Readonly<Record<string, Param<unknown>>>;

type RequiredKeys<S extends Shape> = {
  [K in keyof S]: S[K] extends Param<unknown, true> ? (boolean extends S[K]['isRequired'] ? never : K) : never;
}[keyof S];
type OutOf<P> = P extends Param<infer Out> ? Out : never;
type Flatten<T> = { [K in keyof T]: T[K] };

/** The typed value of a shape: required parameters are present, the others optional. */
export type Parsed<S extends Shape> = Flatten<
  { -readonly [K in RequiredKeys<S>]: OutOf<S[K]> } & {
    -readonly [K in Exclude<keyof S, RequiredKeys<S>>]?: OutOf<S[K]>;
  }
>;

/** The parameters of one call. `Infer<typeof createParams>` is what its handler receives. */
export interface Params<S extends Shape = Shape> {
  readonly shape: S;
  parse(raw: RawHash): Parsed<S>;
}
export type Infer<P> = P extends Params<infer S> ? Parsed<S> : never;

/** Checks a hash against a shape. Unknown names are refused, all of them in one message, as Stripe does. */
export function parseShape<S extends Shape>(shape: S, raw: RawHash, path = ''): Parsed<S> {
  const nameOf = (key: string): string => (path === '' ? key : `${path}[${key}]`);
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(shape, key));
  if (unknown.length > 0) throw unknownParams(unknown.map(nameOf));
  const parsed: Record<string, unknown> = {};
  for (const key in shape) {
    const param = shape[key];
    const value = raw[key];
    if (param === undefined) continue;
    if (value === undefined) {
      if (param.isRequired) throw missingParam(nameOf(key));
      continue;
    }
    parsed[key] = param.parse(value, nameOf(key));
  }
  return parsed as Parsed<S>;
}

function declare<S extends Shape>(shape: S): Params<S> {
  return { shape, parse: (raw) => parseShape(shape, raw) };
}

/**
 * Declares the parameters of a call. `Sdk` is the SDK's own type of them: one that it has and the shape lacks is a
 * compile error. Further (older) parameters may be added. `expand` is the core's and is not declared.
 *
 * @example const createParams = paramsOf<Stripe.CustomerCreateParams>()({ email: p.string(), ... });
 */
export function paramsOf<Sdk>() {
  return <S extends Shape & { readonly [K in Exclude<keyof Sdk, 'expand'>]-?: Param<unknown> }>(shape: S): Params<S> =>
    declare(shape);
}

/** As `paramsOf`, for lists: `limit`, `starting_after` and `ending_before` are added. */
export function listParamsOf<Sdk>() {
  return <
    S extends Shape & {
      readonly [K in Exclude<keyof Sdk, 'expand' | 'limit' | 'starting_after' | 'ending_before'>]-?: Param<unknown>;
    },
  >(
    shape: S,
  ): Params<S & typeof pagination> => declare({ ...shape, ...pagination });
}

/** A call that takes no parameters but `expand`. */
export const noParams: Params<Record<never, Param<unknown>>> = declare({});

function optional<Out>(documentation: ParamDocumentation, parse: (raw: RawValue, path: string) => Out) {
  return new Param<Out, false>(documentation, parse, false);
}

export const isHash = (raw: unknown): raw is RawHash => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function show(raw: RawValue): string {
  return (typeof raw === 'object' ? JSON.stringify(raw) : String(raw)).slice(0, 100);
}

function text(raw: RawValue, path: string): string {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  throw invalidRequest(`Invalid string: ${show(raw)}`, { param: path });
}

function integer(raw: RawValue, path: string): number {
  const value = typeof raw === 'string' && /^[+-]?\d{1,16}$/.test(raw.trim()) ? Number(raw) : raw;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0;
  throw invalidRequest(`Invalid integer: ${show(raw)}`, { code: 'parameter_invalid_integer', param: path });
}

function bounded(value: number, path: string, min: number | undefined, max: number | undefined): number {
  const code = 'parameter_invalid_integer';
  if (min !== undefined && value < min)
    throw invalidRequest(`This value must be greater than or equal to ${min}.`, { code, param: path });
  if (max !== undefined && value > max)
    throw invalidRequest(`This value must be less than or equal to ${max}.`, { code, param: path });
  return value;
}

/** The entries of an array: a JSON array, or a form hash with the keys 0, 1, 2 ... */
function entries(raw: RawValue, path: string): readonly RawValue[] {
  if (Array.isArray(raw)) return raw as readonly RawValue[];
  if (isHash(raw) && Object.keys(raw).every((key) => /^\d{1,9}$/.test(key))) return Object.values(raw);
  throw invalidRequest('Invalid array', { param: path });
}

/** A change of metadata as it arrives: a value of '' removes its key, `null` as a whole removes all. */
export type MetadataChange = Readonly<Record<string, string>> | null;

function metadata(raw: RawValue, path: string): MetadataChange {
  if (raw === '' || raw === null) return null;
  if (!isHash(raw)) throw invalidRequest('Invalid object', { param: path });
  const keys = Object.keys(raw);
  if (keys.length > 50) throw invalidRequest('Metadata can have at most 50 keys.', { param: path });
  const change: Record<string, string> = {};
  for (const key of keys) {
    const param = `${path}[${key}]`;
    if (key.length > 40)
      throw invalidRequest(`Metadata keys must be at most 40 characters long; '${key}' is ${key.length}.`, { param });
    const value = raw[key] === null ? '' : text(raw[key] ?? '', param);
    if (value.length > 500)
      throw invalidRequest(`Metadata values can have up to 500 characters, but you passed in ${value.length}.`, {
        param,
      });
    Object.defineProperty(change, key, { value, enumerable: true, writable: true, configurable: true });
  }
  return change;
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
  id: () => p.string({ max: 255, what: 'id' }),
  integer: ({ min, max }: { min?: number; max?: number } = {}) =>
    optional({ kind: 'integer' }, (raw, path) => bounded(integer(raw, path), path, min, max)),
  /** Minor units of a charge or transfer: at least `min` (1), at most 99,999,999. */
  amount: ({ min = 1, max = 99_999_999 }: { min?: number; max?: number } = {}) =>
    optional({ kind: 'amount in minor units' }, (raw, path) => {
      const value = integer(raw, path);
      if (value < min)
        throw invalidRequest(`This value must be greater than or equal to ${min}.`, {
          code: 'parameter_invalid_integer',
          param: path,
        });
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
      const last = values.at(-1) ?? '';
      const list = values.length > 1 ? `one of ${values.slice(0, -1).join(', ')}, or ${last}` : last;
      throw invalidRequest(`Invalid ${path}: must be ${list}`, { param: path });
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
  metadata: () => optional({ kind: 'metadata' }, metadata),
  /** A number or a `gt/gte/lt/lte` hash. */
  range: () =>
    optional({ kind: 'timestamp or range' }, (raw, path): TimeRange => {
      if (isHash(raw)) return parseShape(rangeShape, raw, path);
      const exact = integer(raw, path);
      return { gte: exact, lte: exact };
    }),
  /** The first that accepts wins; when none does, the last one's refusal is the answer. E.g. `'now' | timestamp`. */
  oneOf: <A, B>(first: Param<A>, second: Param<B>) =>
    optional({ kind: `${first.documentation.kind} or ${second.documentation.kind}` }, (raw, path): A | B => {
      try {
        return first.parse(raw, path);
      } catch {
        return second.parse(raw, path);
      }
    }),
  /** Accepted as it is and not looked into: for corners of the API outside the emulator's scope. */
  anything: () => optional({ kind: 'any' }, (raw): RawValue => raw),
};

const pagination = {
  limit: p.integer({ min: 1, max: 100 }),
  starting_after: p.id(),
  ending_before: p.id(),
};

/** Applies a metadata change the way Stripe does: '' removes a key, `null` removes all, absent keys stay. */
export function mergeMetadata(
  current: Readonly<Record<string, string>>,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === undefined) return current;
  if (change === null) return {};
  const merged = Object.entries({ ...current, ...change }).filter(([, value]) => value !== '');
  return Object.fromEntries(merged);
}
