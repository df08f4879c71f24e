/**
 * Browsers of these origins may call. An origin without a port stands for any port on it; credentials are never
 * allowed, so a cookie cannot be used against us.
 */
export function originCheck(allowed: readonly string[]) {
  return (origin: string | undefined, answer: (error: Error | null, allow: boolean) => void): void => {
    answer(null, origin !== undefined && isAllowed(origin, allowed));
  };
}

function isAllowed(origin: string, allowed: readonly string[]): boolean {
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return allowed.includes(`${protocol}//${hostname}`);
}
