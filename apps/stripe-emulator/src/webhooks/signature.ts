import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header.
 * @param timestamp Unix seconds of the machine's clock, not the emulator's: receivers compare it with theirs
 */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
}
