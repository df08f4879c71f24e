import type { FastifyRequest } from 'fastify';
import { InvalidRequest } from '../validation/invalid-request.js';

/**
 * @returns the key of this request, or undefined when it has none
 * @throws InvalidRequest when the header is there but is no key
 */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x20-\x7e]{1,255}$/.test(header) && header.trim() !== '') return header;
  throw new InvalidRequest([{ field: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters' }]);
}

export function requireKey(request: FastifyRequest): string {
  const key = keyOf(request);
  if (key !== undefined) return key;
  throw new InvalidRequest(
    [{ field: 'Idempotency-Key', message: 'is required' }],
    'idempotency_key_missing',
    'Send an Idempotency-Key header: a new one (a UUID, say) for a new request, the same one for a retry.',
  );
}
