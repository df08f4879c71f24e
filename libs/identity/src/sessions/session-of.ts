import type { Principal } from '@guildhall/http';
import { SessionRequired } from '../identity.errors.js';

/** @throws SessionRequired when an access token was used */
export function sessionOf({ sessionId }: Principal): string {
  if (sessionId === undefined) throw new SessionRequired();
  return sessionId;
}
