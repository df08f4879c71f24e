import { invalidRequest } from './errors.js';

/** The version whose shapes the emulator speaks: the one the installed SDK pins. */
export const API_VERSION = '2026-10-28.endive';

const FORM = /^(\d{4}-\d{2}-\d{2})(\.[a-z]+)?$/;
const FIRST = '2011-01-01';
/** From here on, a version has the name of its release too, e.g. `2024-09-30.acacia`. */
const NAMED_SINCE = '2024-09-30';

/**
 * The version a request asked for. One that is newer than the emulator is answered in the newest shapes it knows.
 * @throws StripeError when there cannot be such a version: of another form, of no day, or of a day to come
 */
export function requestedVersion(header: string | undefined): string {
  if (header === undefined) return API_VERSION;
  const version = header.split(';', 1)[0]?.trim() ?? '';
  if (isPossible(version)) return version;
  throw invalidRequest(`Invalid Stripe API version: ${header.slice(0, 50)}`);
}

function isPossible(version: string): boolean {
  const [, date, name] = FORM.exec(version) ?? [];
  if (date === undefined || date < FIRST) return false;
  if (date >= NAMED_SINCE !== (name !== undefined) && name !== '.preview') return false;
  const day = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(date) && day <= lastDay();
}

/** Whoever runs this after the installed SDK was made may have a newer one. */
function lastDay(): number {
  return Math.max(Date.now(), Date.parse(`${API_VERSION.slice(0, 10)}T00:00:00Z`));
}
