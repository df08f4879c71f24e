import type { Context } from '../../core/context.js';
import { missingParam, unknownParams } from '../../core/errors.js';
import { p } from '../../core/params.js';
import type { LineItemParam } from './checkout-lines.js';

/** Versions from here on refuse what a line of Checkout said of its goods by itself; `price_data` took its place. */
const REFUSED_SINCE = '2022-08-01';

export const olderLine = {
  amount: p.integer({ min: 0, max: 99_999_999 }),
  currency: p.currency(),
  description: p.string({ max: 5000 }),
  images: p.array(p.url(), { max: 8 }),
  name: p.string({ max: 5000 }),
};

/** A line in today's words. @throws StripeError 400 for what newer versions no longer take */
export function lineInTodaysWords(ctx: Context, entry: LineItemParam, path: string): LineItemParam {
  const { amount, currency, description, images, name, ...line } = entry;
  const own = Object.entries({ amount, currency, description, images, name });
  const given = own.filter(([, value]) => value !== undefined).map(([key]) => `${path}[${key}]`);
  if (given.length === 0) return line;
  if (ctx.apiVersion >= REFUSED_SINCE && ctx.scope.isVersionNamed !== false) throw unknownParams(given);
  if (line.price !== undefined || line.price_data !== undefined) return line;
  if (amount === undefined) throw missingParam(`${path}[amount]`);
  if (currency === undefined) throw missingParam(`${path}[currency]`);
  if (name === undefined) throw missingParam(`${path}[name]`);
  const described = {
    name,
    ...(description === undefined ? {} : { description }),
    ...(images === undefined ? {} : { images }),
  };
  return { ...line, price_data: { currency, unit_amount: amount, product_data: described } };
}
