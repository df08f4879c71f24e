/**
 * Exponential with jitter: between half and all of `first x 2^(attempts - 1)`, so that events that failed together do
 * not come back together.
 */
export function retryDelayMs(
  attempts: number,
  { firstDelayMs, longestDelayMs }: { firstDelayMs: number; longestDelayMs: number },
  random: () => number = Math.random,
): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(40, attempts - 1));
  return Math.round(full * (0.5 + random() / 2));
}
