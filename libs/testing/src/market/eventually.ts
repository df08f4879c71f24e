import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a state, for as long as it takes.
 * @param probe what is looked at again and again
 * @param isThere whether that is it
 * @throws Error with the last value seen
 */
export async function eventually<Value>(
  probe: () => Promise<Value>,
  isThere: (value: Value) => boolean,
  timeoutMs = 150_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  let pauseMs = 20;
  for (;;) {
    const value = await probe();
    if (isThere(value)) return value;
    if (Date.now() > deadline) throw new Error(`it did not come to that; last seen: ${JSON.stringify(value)}`);
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.3, 250); // asking takes time from those who work
  }
}
