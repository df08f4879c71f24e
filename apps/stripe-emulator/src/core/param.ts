import { missingParam, unknownParams } from './errors.js';

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
  /** Of `oneOf`. */
  readonly alternatives?: readonly ParamDocumentation[];
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

export const isHash = (raw: unknown): raw is RawHash => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
