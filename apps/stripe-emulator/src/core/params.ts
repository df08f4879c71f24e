import { p } from './param-kinds.js';
import { parseShape, type Param, type Params, type Shape } from './param.js';

export { mergeMetadata, type MetadataChange } from './metadata.js';
export { p, type TimeRange } from './param-kinds.js';
export { isHash, Param, parseShape } from './param.js';
export type { Infer, ParamDocumentation, Params, Parsed, RawHash, RawValue, Shape } from './param.js';

const pagination = {
  limit: p.integer({ min: 1, max: 100 }),
  starting_after: p.id(),
  ending_before: p.id(),
};

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

/** The parameters of every search. */
export const searchParams = declare({
  query: p.string({ max: 10_000 }).required(),
  limit: p.integer({ min: 1, max: 100 }),
  page: p.string(),
});

/** A call that takes no parameters but `expand`. */
export const noParams = declare({});
