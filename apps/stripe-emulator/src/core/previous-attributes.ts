type Json = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The `previous_attributes` of an event: for each changed field its former value. Hashes are compared field by field,
 * arrays as a whole; a field that is new was null before.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const previous: Record<string, unknown> = {};
  const [old, current] = [before as Json, after as Json];
  for (const key of new Set([...Object.keys(old), ...Object.keys(current)])) {
    const [was, is] = [old[key], current[key]];
    if (isSame(was, is)) continue;
    previous[key] = isPlain(was) && isPlain(is) ? previousAttributes(was, is) : (was ?? null);
  }
  return previous;
}

/** The object as it was before an event whose `previous_attributes` these are. */
export function withPrevious<T extends object>(after: T, previous: object): T {
  const current = after as Json;
  const merged = Object.entries(previous).map(([key, was]: [string, unknown]) => {
    const is = current[key];
    return [key, isPlain(was) && isPlain(is) ? withPrevious(is, was) : was];
  });
  return { ...after, ...(Object.fromEntries(merged) as object) };
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  return (
    typeof left === 'object' &&
    typeof right === 'object' &&
    left !== null &&
    JSON.stringify(left) === JSON.stringify(right)
  );
}
