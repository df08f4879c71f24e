/**
 * Browsers of these origins may call. An origin without a port stands for any port on it. Credentials are never
 * allowed, nor the headers of cookie sessions: those are for pages of our own origin.
 */
export function originCheck(allowed: readonly string[]) {
  return (origin: string | undefined, answer: (error: Error | null, allow: boolean) => void): void => {
    answer(null, origin !== undefined && isAllowedOrigin(origin, allowed));
  };
}

export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return allowed.includes(`${protocol}//${hostname}`);
}
