import { invalidRequest } from './errors.js';
import { isHash, type RawValue } from './param.js';

export function show(raw: RawValue): string {
  return (typeof raw === 'object' ? JSON.stringify(raw) : String(raw)).slice(0, 100);
}

export function text(raw: RawValue, path: string): string {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  throw invalidRequest(`Invalid string: ${show(raw)}`, { param: path });
}

export function integer(raw: RawValue, path: string): number {
  const value = typeof raw === 'string' && /^[+-]?\d{1,16}$/.test(raw.trim()) ? Number(raw) : raw;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0;
  throw invalidRequest(`Invalid integer: ${show(raw)}`, { code: 'parameter_invalid_integer', param: path });
}

const NUMBERS = /^(amount|count|interval_count|payments_per_period|start_date|end_date|expires_\w+)$/;

/** Gives form values of a parameter that nobody declared the types that its names and values suggest. */
export function loosely(raw: RawValue, name: string): RawValue {
  if (typeof raw === 'string') {
    if (raw === 'true' || raw === 'false') return raw === 'true';
    return NUMBERS.test(name) && /^\d{1,15}$/.test(raw) ? Number(raw) : raw;
  }
  if (!isHash(raw)) return raw;
  const keys = Object.keys(raw);
  if (keys.length > 0 && keys.every((key, index) => key === String(index)))
    return keys.map((key) => loosely(raw[key] ?? null, name));
  return Object.fromEntries(keys.map((key) => [key, loosely(raw[key] ?? null, key)]));
}

export function bounded(value: number, path: string, min: number | undefined, max: number | undefined): number {
  const code = 'parameter_invalid_integer';
  if (min !== undefined && value < min)
    throw invalidRequest(`This value must be greater than or equal to ${min}.`, { code, param: path });
  if (max !== undefined && value > max)
    throw invalidRequest(`This value must be less than or equal to ${max}.`, { code, param: path });
  return value;
}

/** The entries of an array: a JSON array, or a form hash with the keys 0, 1, 2 ... */
export function entries(raw: RawValue, path: string): readonly RawValue[] {
  if (Array.isArray(raw)) return raw as readonly RawValue[];
  if (isHash(raw) && Object.keys(raw).every((key) => /^\d{1,9}$/.test(key))) return Object.values(raw);
  throw invalidRequest('Invalid array', { param: path });
}
