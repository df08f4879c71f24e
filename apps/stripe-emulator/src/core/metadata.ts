import { invalidRequest } from './errors.js';
import { text } from './param-coercion.js';
import { isHash, type RawValue } from './param.js';

/** A change of metadata as it arrives: a value of '' removes its key, `null` as a whole removes all. */
export type MetadataChange = Readonly<Record<string, string>> | null;

/** Coerces a metadata parameter and bounds it: 50 keys of 40 characters, values of 500. */
export function parseMetadata(raw: RawValue, path: string): MetadataChange {
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
