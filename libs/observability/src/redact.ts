import { isCardNumber, isIban } from './account-numbers.js';

const MASK = '[redacted]';
const LONGEST_TEXT_CHARS = 16_384;
/** A secret cut in half by the limit is still whole within the margin, so it is found before the cut. */
const CUT_MARGIN_CHARS = 512;
const DEEPEST = 8;
const MOST_ITEMS = 200;

/** Names (without `_`, `-` and case) whose values are never shown, whatever they are. */
const SECRET_NAME =
  /(secret|password|passwd|token|tokenhash|apikey|privatekey|authorization|cookie|credential|credentials|signature)$/;
const PERSONAL_NAME = new Set(
  [
    'cvc cvv pan cardnumber accountnumber routingnumber iban sortcode bsbnumber',
    'ssn ssnlast4 idnumber taxid vatid dob birthday phone phonenumber email firstname lastname fullname maidenname',
    'line1 line2 postalcode billingdetails shippingdetails individual customerdetails owneraddress ipaddress',
  ].flatMap((names) => names.split(' ')),
);

/** Order matters: what is more specific goes first. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|rk|pk|ek|sess)_(?:test|live)_\w+/g, MASK],
  [/\bwhsec_[\w+/=-]+/g, MASK],
  [/\b([a-z]{2,20}_[A-Za-z0-9_]{1,200}?)_secret_\w+/g, `$1_secret_${MASK}`],
  [/\b(Bearer|Basic)\s+[\w\-.~+/]{8,}=*/gi, `$1 ${MASK}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, MASK],
  [/(:\/\/)[^\s/:@]{0,256}:[^\s/@]{1,256}@/g, `$1${MASK}@`],
  [
    /((?:client_?secret|secret|password|passwd|api_?key|(?:access_|refresh_|session_)?token|cvc|account_number|routing_number)\\?["']?\s*[=:]\s*\\?["']?)(?!\[redacted\])[^\s"'\\&,;)}\]]+/gi,
    `$1${MASK}`,
  ],
  [/[\w.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g, MASK],
];

const NUMBER_OR_UUID =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![0-9A-Za-z])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])/gi;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/g;

/**
 * A copy that may be logged or stored: secrets, card and bank numbers and personal data are masked (invariant I9).
 * Found by the name they have and by what they look like. Never throws; cycles, depth and length are bounded.
 *
 * @returns plain JSON data: errors become objects, bigints become strings
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, new Set());
}

/** The same for one text: an error message, a log line. Idempotent. */
export function redactText(text: string): string {
  const long = text.length > LONGEST_TEXT_CHARS;
  const shown = maskSecrets(long ? text.slice(0, LONGEST_TEXT_CHARS + CUT_MARGIN_CHARS) : text);
  return long ? `${shown.slice(0, LONGEST_TEXT_CHARS)}[cut]` : shown;
}

/** Without the length limit: for a whole line that is already made of bounded parts. */
export function maskSecrets(text: string): string {
  return PATTERNS.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text)
    .replace(NUMBER_OR_UUID, (found) => (isCardNumber(found) ? MASK : found))
    .replace(IBAN, (found) => (isIban(found) ? MASK : found));
}

function copy(value: unknown, depth: number, above: Set<object>): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'number':
    case 'bigint':
      return copyNumber(value);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : copyObject(value, depth, above);
    default:
      return value;
  }
}

function copyNumber(value: number | bigint): unknown {
  if (isCardNumber(value.toString())) return MASK;
  return typeof value === 'bigint' ? value.toString() : value;
}

function copyObject(value: object, depth: number, above: Set<object>): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (above.has(value)) return '[circular]';
  if (depth >= DEEPEST) return '[deep]';
  above.add(value);
  try {
    if (value instanceof Map) return copyEntries([...value.entries()], depth, above);
    if (Array.isArray(value)) return copyItems(value, depth, above);
    if (value instanceof Set) return copyItems([...value], depth, above);
    if (value instanceof Error) return copyError(value, depth, above);
    return copyEntries(Object.entries(value), depth, above);
  } catch {
    return '[unreadable]';
  } finally {
    above.delete(value);
  }
}

function copyItems(items: readonly unknown[], depth: number, above: Set<object>): unknown[] {
  const shown = items.slice(0, MOST_ITEMS).map((item) => copy(item, depth + 1, above));
  return items.length > MOST_ITEMS ? [...shown, `[${items.length - MOST_ITEMS} more]`] : shown;
}

function copyEntries(entries: readonly (readonly [unknown, unknown])[], depth: number, above: Set<object>): object {
  // fromEntries defines properties: a key named `__proto__` stays a key.
  return Object.fromEntries(
    entries.slice(0, MOST_ITEMS).map(([key, item]) => {
      const name = redactText(String(key));
      const hidden = isSecretName(name) && item !== null && item !== undefined;
      return [name, hidden ? MASK : copy(item, depth + 1, above)];
    }),
  );
}

function copyError(error: Error, depth: number, above: Set<object>): object {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause'].includes(key));
  return {
    type: redactText(name),
    message: redactText(message),
    stack: redactText(stack ?? ''),
    ...copyEntries(own, depth, above),
    ...(cause === undefined ? {} : { cause: copy(cause, depth + 1, above) }),
  };
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[_\-.\s]/g, '');
  return SECRET_NAME.test(plain) || PERSONAL_NAME.has(plain);
}
