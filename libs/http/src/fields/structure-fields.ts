import type { Type } from '@nestjs/common';
import { Type as TypeOf } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { field, type FieldOptions } from './field.js';
import { isId, textMistake } from './text-fields.js';
import { integerMistake } from './value-fields.js';

/** An object of a class that has fields of its own. */
export function NestedField(type: () => Type, options: Partial<FieldOptions<unknown>> = {}): PropertyDecorator {
  const check = (value: unknown) => (isPlainObject(value) ? null : 'must be an object');
  return field(
    { kind: 'nested', schema: { type: () => type() }, check, itemClass: type },
    options,
    TypeOf(type),
    ValidateNested({ message: 'must be an object' }),
  );
}

export interface ListOptions extends Partial<FieldOptions<readonly unknown[]>> {
  /** Items. @default 0 */
  readonly min?: number;
  /** Items. @default 100 */
  readonly max?: number;
  /** For lists of strings: the only values allowed. */
  readonly choices?: readonly string[];
  /** For lists of strings: characters per item. @default 500 */
  readonly itemMax?: number;
  /** No value twice. */
  readonly unique?: boolean;
}

/** A list of objects (`() => Item`) or of plain values (`'string'`, `'id'`, `'integer'`), bounded. */
export function ListField(
  item: (() => Type) | 'string' | 'id' | 'integer',
  { min = 0, max = 100, choices, itemMax = 500, unique = false, ...options }: ListOptions = {},
): PropertyDecorator {
  const bounds = { minItems: min, maxItems: max, ...(unique && { uniqueItems: true }) };
  const checkBounds = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length < min || value.length > max) return `must have ${min} to ${max} items`;
    return unique && new Set(value).size !== value.length ? 'must not name anything twice' : null;
  };
  if (typeof item === 'function') {
    return field(
      { kind: 'list', schema: { type: () => item(), isArray: true, ...bounds }, check: checkBounds, itemClass: item },
      options,
      TypeOf(item),
      ValidateNested({ each: true, message: 'must be a list of objects' }),
    );
  }
  const checkItem = itemCheck(item, choices, itemMax);
  const check = (value: unknown) => {
    const mistake = checkBounds(value);
    if (mistake !== null) return mistake;
    const found = (value as unknown[]).map(checkItem).find((each) => each !== null);
    return found === undefined ? null : `each item ${found}`;
  };
  const itemSchema =
    item === 'integer'
      ? { type: 'integer' }
      : {
          type: 'string',
          ...(item === 'id' ? { format: 'uuid' } : choices ? { enum: [...choices] } : { maxLength: itemMax }),
        };
  const schema = { type: 'array' as const, items: itemSchema, ...bounds };
  return field({ kind: 'list', schema, check, itemKind: item === 'integer' ? 'integer' : 'text' }, options);
}

/** Anything JSON can say, for data that is not ours to shape. Use sparingly. */
export function JsonField(options: FieldOptions<unknown>): PropertyDecorator {
  const schema = { type: 'object' as const, additionalProperties: true };
  const check = (value: unknown) => (isPlainObject(value) ? null : 'must be an object');
  return field({ kind: 'json', schema, check }, options);
}

function itemCheck(item: 'string' | 'id' | 'integer', choices: readonly string[] | undefined, itemMax: number) {
  return (value: unknown): string | null => {
    if (item === 'integer') return integerMistake(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (item === 'id') return isId(value) ? null : 'must be a UUID';
    if (choices !== undefined) {
      return choices.some((choice) => choice === value) ? null : `must be one of: ${choices.join(', ')}`;
    }
    return textMistake(value, 1, itemMax);
  };
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
