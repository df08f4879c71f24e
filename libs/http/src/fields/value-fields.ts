import { Transform } from 'class-transformer';
import { field, type FieldOptions } from './field.js';

export interface IntegerOptions extends FieldOptions<number> {
  /** @default 0 */
  readonly min?: number;
  /** @default 2^53 - 1 */
  readonly max?: number;
}

/** A whole number. Answers may hold a bigint, requests always hold a number. */
export function IntegerField(options: IntegerOptions): PropertyDecorator {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, ...rest } = options;
  const schema = { type: 'integer', format: 'int64', minimum: min, maximum: max } as const;
  return field({ kind: 'integer', schema, check: (value) => integerMistake(value, min, max) }, rest);
}

/** Money, in minor units of the currency beside it. 1 to 99,999,999 unless told otherwise, which is what Stripe takes. */
export function AmountField(options: IntegerOptions): PropertyDecorator {
  const { min = 1, max = 99_999_999, ...rest } = options;
  const description = 'In minor units of the currency: 1050 is 10.50 USD, and 1050 JPY.';
  const schema = { type: 'integer', format: 'int64', minimum: min, maximum: max, description } as const;
  return field({ kind: 'integer', schema, check: (value) => integerMistake(value, min, max) }, rest);
}

/** True or false. */
export function FlagField(options: FieldOptions<boolean>): PropertyDecorator {
  const check = (value: unknown) => (typeof value === 'boolean' ? null : 'must be true or false');
  return field({ kind: 'flag', schema: { type: 'boolean' }, check }, options);
}

/** A moment with its offset, in ISO 8601. A `Date` in our classes, on both sides. */
export function InstantField(options: FieldOptions<string>): PropertyDecorator {
  const check = (value: unknown) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? null
      : 'must be a date and time with an offset, like 2026-03-01T12:00:00Z';
  const asDate = Transform(({ value }: { value: unknown }) => toDate(value), { toClassOnly: true });
  return field({ kind: 'instant', schema: { type: 'string', format: 'date-time' }, check }, options, asDate);
}

export function integerMistake(value: unknown, min: number, max: number): string | null {
  const whole = typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0);
  return whole && value >= min && value <= max ? null : `must be a whole number from ${min} to ${max}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function toDate(value: unknown): unknown {
  return typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value;
}
