import type { ApiObject, Resource } from './resource.js';
import type { Change, Row, Store } from './store.js';

/** What the codec needs to turn names back into declarations. */
export interface Restorer {
  resource(object: string): Resource | undefined;
  drawnIds(): number;
  setDrawnIds(count: number): void;
}

/** Put a row / change what is hidden of a row / forget a row. */
type Operation =
  ['p', string, string, number, number, unknown, unknown, 0 | 1] | ['h', string, unknown] | ['x', string];
interface JournalRecord {
  /** Ids drawn so far. */
  readonly n: number;
  readonly o: readonly Operation[];
}

/** One transaction as one line. */
export function encodeRecord(changes: readonly Change[], drawnIds: number, store: Store): string {
  const indexOf = new Map<unknown, number>();
  const operations = changes.map(({ row, before }, index): Operation => {
    const key = store.keyOf(row);
    if (store.isPurged(row)) return ['x', key];
    if (before?.object === row.object && !before.isDeleted && !row.isDeleted) return ['h', key, row.hidden];
    indexOf.set(row.object, index);
    return put(row, withReference(row.object, indexOf));
  });
  return `${JSON.stringify({ n: drawnIds, o: operations } satisfies JournalRecord)}\n`;
}

/** Rows as they are, one line each. */
export function encodeRows(rows: readonly Row[], store: Store): string {
  return rows
    .filter((row) => !store.isPurged(row))
    .map((row) => `{"o":[${JSON.stringify(put(row, row.object))}]}\n`)
    .join('');
}

/** Puts one line back into the store. */
export function decodeRecord(line: string, store: Store, restorer: Restorer): void {
  const record = JSON.parse(line) as Partial<JournalRecord>;
  if (record.n !== undefined) restorer.setDrawnIds(record.n);
  const operations = record.o ?? [];
  for (const operation of operations) {
    if (operation[0] === 'x') store.forget(operation[1]);
    else if (operation[0] === 'h') store.setHidden(operation[1], operation[2]);
    else {
      const [, object, account, created, seq, , hidden, isDeleted] = operation;
      const resource = restorer.resource(object);
      if (resource === undefined) throw new Error(`the journal holds ${object}, which no family declares`);
      const value = resolveReference(operation[5], operations) as ApiObject;
      operation[5] = value;
      store.restore({ resource, account, created, seq, object: value, hidden, isDeleted: isDeleted === 1 });
    }
  }
}

function put(row: Row, object: unknown): Operation {
  const { resource, account, created, seq, hidden, isDeleted } = row;
  return ['p', resource.object, account, created, seq, object, hidden ?? null, isDeleted ? 1 : 0];
}

/**
 * An event's snapshot and a kept answer are usually an object that the same record puts: it is written once and
 * referred to, which also makes them share memory again after a restart.
 */
function withReference(object: ApiObject, indexOf: ReadonlyMap<unknown, number>): unknown {
  if (object.object === 'event') {
    const { data } = object as unknown as { data: { object: unknown } };
    const index = indexOf.get(data.object);
    return index === undefined ? object : { ...object, data: { ...data, object: { $put: index } } };
  }
  if (object.object === '_idempotency') {
    const index = indexOf.get((object as unknown as { body: unknown }).body);
    return index === undefined ? object : { ...object, body: { $put: index } };
  }
  return object;
}

function resolveReference(object: unknown, operations: readonly Operation[]): unknown {
  const event = object as { object?: string; data?: { object?: { $put?: number } }; body?: { $put?: number } };
  const target = (index: number): unknown => operations[index]?.[5];
  if (event.object === 'event' && event.data?.object?.$put !== undefined)
    return { ...event, data: { ...event.data, object: target(event.data.object.$put) } };
  if (event.object === '_idempotency' && event.body?.$put !== undefined)
    return { ...event, body: target(event.body.$put) };
  return object;
}
