const REMOVED = '[removed]';
const SECRET_VALUE = /^whsec_|_secret_[A-Za-z0-9]/;
/** U+0000 and half surrogates. */
const NOT_STORABLE = /\0|\p{Cs}/gu;
/** Stripe's deepest objects have about ten levels. */
const DEEPEST = 64;

export class PayloadTooDeep extends Error {}

/**
 * The JSON text of an event as the database may have it: client secrets and webhook secrets replaced (invariant I9),
 * characters that PostgreSQL can keep but not read (U+0000, half surrogates) replaced by U+FFFD.
 *
 * @param text the delivered JSON; given back as it is when there is nothing to replace
 * @param event the same, parsed; changed in place
 * @throws PayloadTooDeep for nesting that no Stripe object has
 */
export function storedPayload(text: string, event: object): string {
  // The names and values looked for can be in the text only plainly or behind an escape.
  if (!text.includes('secret') && !text.includes('whsec_') && !text.includes('\\u')) {
    assertShallow(event, 0);
    return text;
  }
  clean(event, 0);
  return JSON.stringify(event);
}

function clean(node: object, depth: number): void {
  if (depth > DEEPEST) throw new PayloadTooDeep();
  const fields = node as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (typeof value === 'string') {
      const kept = isSecret(key, value) ? REMOVED : value.replace(NOT_STORABLE, '\ufffd');
      if (kept !== value) fields[key] = kept;
    } else if (typeof value === 'object' && value !== null) clean(value, depth + 1);
    if (key.search(NOT_STORABLE) !== -1) Reflect.deleteProperty(fields, key);
  }
}

function assertShallow(node: object, depth: number): void {
  if (depth > DEEPEST) throw new PayloadTooDeep();
  for (const value of Object.values(node)) {
    if (typeof value === 'object' && value !== null) assertShallow(value as object, depth + 1);
  }
}

function isSecret(key: string, value: string): boolean {
  return key === 'client_secret' || key === 'secret' || SECRET_VALUE.test(value);
}
