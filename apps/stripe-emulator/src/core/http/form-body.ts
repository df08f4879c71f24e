import { invalidRequest } from '../errors.js';
import type { RawHash, RawValue } from '../params.js';

const MAX_PAIRS = 10_000;
const MAX_DEPTH = 16;

interface MutableHash {
  [key: string]: RawValue;
}

/**
 * Decodes `a=1&b[c]=2&d[0]=3&e[][f]=4`. Hashes have no prototype, so no key can reach one. An array is a hash with
 * the keys 0, 1, 2: only a parameter's declaration knows which of the two is meant.
 */
export function parseForm(text: string): RawHash {
  const root = createHash();
  if (text === '') return root;
  const pairs = text.split('&');
  if (pairs.length > MAX_PAIRS) throw invalidRequest(`Too many parameters: at most ${MAX_PAIRS} are allowed.`);
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
    if (name.includes('[')) setNested(root, name, value);
    else root[name] = value;
  }
  return root;
}

function createHash(): MutableHash {
  return Object.create(null) as MutableHash;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw invalidRequest('Invalid request: a parameter is not valid UTF-8 in percent encoding.');
  }
}

/** `a[b][c]` -> a, b, c; null when the brackets do not pair. */
function pathOf(name: string): string[] | null {
  const first = name.indexOf('[');
  if (first <= 0 || !name.endsWith(']')) return null;
  const keys = name.slice(first + 1, -1).split('][');
  return keys.some((key) => key.includes('[') || key.includes(']')) ? null : [name.slice(0, first), ...keys];
}

function setNested(root: MutableHash, name: string, value: string): void {
  const path = pathOf(name);
  if (path === null)
    throw invalidRequest(`Invalid parameter name: ${name.slice(0, 100)}`, { param: name.slice(0, 100) });
  if (path.length > MAX_DEPTH) throw invalidRequest('Invalid request: parameters are nested too deeply.');
  let hash = root;
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    const key = path[depth] === '' ? elementFor(hash, path[depth + 1] ?? '') : (path[depth] ?? '');
    let inner = hash[key];
    if (inner === undefined) hash[key] = inner = createHash();
    // A plain value and a hash under one name: `a=1&a[b]=2`.
    if (typeof inner !== 'object')
      throw invalidRequest('Invalid object', { param: path.slice(0, depth + 1).join('.') });
    hash = inner as MutableHash;
  }
  const last = path.at(-1) ?? '';
  hash[last === '' ? nextIndex(hash) : last] = value;
}

/** `items[][price]=a&items[][quantity]=1&items[][price]=b`: a key seen before begins the next element. */
function elementFor(list: MutableHash, nextKey: string): string {
  const index = Number(nextIndex(list));
  const last = list[String(index - 1)];
  const isOpen = typeof last === 'object' && last !== null && nextKey !== '' && !Object.hasOwn(last, nextKey);
  return String(isOpen ? index - 1 : index);
}

function nextIndex(list: MutableHash): string {
  return String(Object.keys(list).length);
}
