import { InvalidRequest } from './invalid-request.js';

const MAX_DEPTH = 32;
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses a request body. Refuses what is valid JSON but only ever sent to do harm: names that reach into prototypes,
 * nesting deeper than any of our documents, and characters that PostgreSQL cannot store.
 */
export function parseJsonBody(text: string): unknown {
  if (text === '') return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InvalidRequest([], 'malformed_json', 'The body is not valid JSON.');
  }
  assertHarmless(body);
  return body;
}

/** Walks without recursion: the depth of a document must not be able to exhaust our stack. */
export function assertHarmless(root: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') assertStorable(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) throw harmful(`The body is nested more than ${MAX_DEPTH} levels deep.`);
    for (const name of Array.isArray(value) ? [] : Object.keys(value)) {
      if (FORBIDDEN_NAMES.has(name)) throw harmful(`A field must not be named ${name}.`);
      assertStorable(name);
    }
    for (const child of Object.values(value)) waiting.push({ value: child, depth: depth + 1 });
  }
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function assertStorable(text: string): void {
  if (!isStorable(text)) throw harmful('Text must be well-formed Unicode without U+0000.');
}

function harmful(message: string): InvalidRequest {
  return new InvalidRequest([], 'malformed_json', message);
}
