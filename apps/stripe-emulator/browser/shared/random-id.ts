/** An id nobody guesses. `crypto.randomUUID` is kept from pages without TLS, and test environments often have none. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
