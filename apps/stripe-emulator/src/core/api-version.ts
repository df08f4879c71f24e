import { invalidRequest } from './errors.js';

/** The version whose shapes the emulator speaks: the one the installed SDK pins. */
export const API_VERSION = '2026-10-28.endive';

/** The version a request asked for. @throws StripeError when it is not of a version's form */
export function requestedVersion(header: string | undefined): string {
  if (header === undefined) return API_VERSION;
  const version = header.split(';', 1)[0]?.trim() ?? '';
  if (/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) return version;
  throw invalidRequest(`Invalid Stripe API version: ${header.slice(0, 50)}`);
}
