import type { Type } from '@nestjs/common';
import { fieldsOf, type FieldInfo, type FieldKind } from './field.js';

/**
 * Shapes an answer by the class that documents it: only declared fields leave the house, dates become ISO text, bigints
 * become numbers.
 * @throws RangeError for a bigint that JSON cannot carry exactly
 */
export function present(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => present(item, type));
  const source = value as Record<string, unknown>;
  const shaped: Record<string, unknown> = {};
  for (const [name, info] of fieldsOf(type)) {
    const given = source[name];
    if (given !== undefined) shaped[name] = given === null ? null : presentField(given, info);
  }
  return shaped;
}

function presentField(value: unknown, { kind, itemClass, itemKind }: FieldInfo): unknown {
  if (itemClass !== undefined) return present(value, itemClass());
  if (kind === 'list') return (value as unknown[]).map((item) => presentScalar(item, itemKind ?? 'text'));
  return presentScalar(value, kind);
}

function presentScalar(value: unknown, kind: FieldKind): unknown {
  if (kind === 'instant' && value instanceof Date) return value.toISOString();
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('an integer in an answer does not fit a JSON number');
  return number;
}
