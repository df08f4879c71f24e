import { v7 } from 'uuid';

/** A UUIDv7: sorts by the time it was made, so inserts stay at the end of the index and lists page by it. */
export function newId(): string {
  return v7();
}
