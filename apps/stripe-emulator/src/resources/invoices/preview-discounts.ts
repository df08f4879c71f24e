import type { Context } from '../../core/context.js';
import { discounts } from '../discounts/discount.resource.js';

/**
 * Puts the discounts that only a preview has in the places that are to be expanded: nobody finds them there later.
 * @param paths the `expand` parameter
 */
export function withOwnDiscounts<T extends object>(ctx: Context, preview: T, paths: readonly string[]): T {
  return paths.reduce((object, path) => filled(ctx, object, path.split('.')) as T, preview);
}

function filled(ctx: Context, value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => filled(ctx, item, path));
  const [first, ...rest] = path;
  // At the end of the path, or on the way: `discounts.source.coupon`.
  if (typeof value === 'string') return ctx.find(discounts, value) ?? value;
  if (first === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return value;
  return { ...value, [first]: filled(ctx, (value as Record<string, unknown>)[first], rest) };
}
