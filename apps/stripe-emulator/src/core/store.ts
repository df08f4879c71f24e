import type { ApiObject, Resource } from './resource.js';
import { Collections, matchesAll } from './collections.js';
import { pageBounds } from './page-bounds.js';
import type { Change, ListQuery, Observer, Page, Row } from './row.js';
import { SearchIndexes } from './search/search-indexes.js';

export type { Change, ListQuery, Observer, Page, Row } from './row.js';

type MutableRow = { -readonly [K in keyof Row]: Row[K] };

/**
 * Every object there is, in memory, with an index per declared filter. All changes between `begin` and `commit` are
 * one transaction; handlers are synchronous, so transactions never interleave.
 */
export class Store {
  private readonly byKey = new Map<string, MutableRow>();
  private readonly collections = new Collections();
  readonly searches = new SearchIndexes(this);
  private readonly observers = new Map<string, Observer[]>();
  private changes: Change[] | null = null;
  private nextSeq = 1;

  constructor(private readonly freezesObjects = false) {}

  get size(): number {
    return this.byKey.size;
  }

  observe(object: string, observer: Observer): void {
    this.observers.set(object, [...(this.observers.get(object) ?? []), observer]);
  }

  begin(): void {
    if (this.changes !== null) throw new Error('a transaction is already open');
    this.changes = [];
  }

  /** Ends the transaction. @returns what it changed, one entry per row */
  commit(): readonly Change[] {
    const changes = this.changes ?? [];
    this.changes = null;
    if (changes.length < 2) return changes;
    const first = new Map<Row, Change>();
    for (const change of changes) if (!first.has(change.row)) first.set(change.row, change);
    return [...first.values()];
  }

  rollback(): void {
    const changes = this.changes ?? [];
    this.changes = null;
    this.undo(changes);
  }

  /** Runs work inside the open transaction and undoes all that it changed. */
  speculate<T>(work: () => T): T {
    const outer = this.changes;
    const inner: Change[] = [];
    this.changes = inner;
    try {
      return work();
    } finally {
      this.changes = null;
      this.undo(inner);
      this.changes = outer;
    }
  }

  private undo(changes: readonly Change[]): void {
    for (const { row, before } of changes.toReversed()) {
      const key = keyOf(row.resource, row.account, row.object.id);
      this.leave(row);
      if (before === undefined) this.byKey.delete(key);
      else {
        this.byKey.set(key, row);
        this.enter(Object.assign(row as MutableRow, before));
      }
    }
  }

  /** @param created Unix seconds; decides its place in lists */
  insert<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    account: string,
    created: number,
    object: T,
    hidden: Hidden,
  ): T {
    const key = keyOf(resource, account, object.id);
    const existing = this.byKey.get(key);
    if (existing !== undefined) {
      if (!existing.isDeleted || !resource.hasClientIds) throw new Error(`${key} exists already`);
      this.replace(existing, { object, hidden, isDeleted: false });
      return object;
    }
    const seq = this.nextSeq++;
    this.put({ resource: resource, account, created, seq, object, hidden, isDeleted: false });
    return object;
  }

  /** The row of an id, deleted or not. Another account's is not found. */
  row<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    account: string,
    id: string,
  ): Row<T, Hidden> | undefined {
    const row = this.byKey.get(keyOf(resource, account, id));
    if (row === undefined || row.account !== account || row.resource.object !== resource.object) return undefined;
    return row as unknown as Row<T, Hidden>;
  }

  /** The row of an id in whichever account it is (not for resources with client-chosen ids). */
  locate(id: string): Row | undefined {
    return this.byKey.get(id);
  }

  /** The row of an id by the name of its type, for expansion. */
  find(object: string, account: string, id: string): Row | undefined {
    const row = this.byKey.get(id) ?? this.byKey.get(`${object}/${account}/${id}`);
    return row?.resource.object === object ? row : undefined;
  }

  update(row: Row, object: ApiObject, hidden: unknown): void {
    this.replace(row, { object, hidden, isDeleted: row.isDeleted });
  }

  /** Takes the object out of all lists and leaves the stub in its place. */
  delete(row: Row, stub: ApiObject): void {
    this.replace(row, { object: stub, hidden: row.hidden, isDeleted: true });
  }

  /** Removes a row without a trace: for the core's own bookkeeping. */
  purge(row: Row): void {
    this.delete(row, row.object);
    this.byKey.delete(keyOf(row.resource, row.account, row.object.id));
  }

  isPurged(row: Row): boolean {
    return this.byKey.get(keyOf(row.resource, row.account, row.object.id)) !== row;
  }

  /** A page, newest first. */
  page<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, account: string, query: ListQuery): Page<T, Hidden> {
    const { limit = 10, where = {} } = query;
    const filters = Object.entries(where).filter(([, value]) => value !== undefined);
    const candidates = this.collections.narrowest(resource, account, filters);
    if (candidates === undefined) return { rows: [], hasMore: false };
    const [low, high] = pageBounds(resource, candidates, query, (id) => this.row(resource, account, id));
    const found: Row[] = [];
    const isUpwards = query.ending_before !== undefined;
    for (let step = 0; step < high - low && found.length <= limit; step += 1) {
      const row = candidates.rows[isUpwards ? low + step : high - 1 - step];
      if (row !== undefined && matchesAll(row, filters)) found.push(row);
    }
    const rows = found.slice(0, limit) as unknown as Row<T, Hidden>[];
    return { rows: isUpwards ? rows.reverse() : rows, hasMore: found.length > limit };
  }

  /** All rows that match, oldest first. */
  all<T extends ApiObject, Hidden>(
    resource: Resource<T, Hidden>,
    account: string,
    where: NonNullable<ListQuery['where']> = {},
  ): readonly Row<T, Hidden>[] {
    const filters = Object.entries(where).filter(([, value]) => value !== undefined);
    const rows = this.collections.narrowest(resource, account, filters)?.rows ?? [];
    return rows.filter((row) => matchesAll(row, filters)) as unknown as Row<T, Hidden>[];
  }

  /** The first rows of a list. */
  oldest<T extends ApiObject, Hidden>(resource: Resource<T, Hidden>, account: string, limit: number): readonly Row[] {
    return this.collections.all(resource.object, account).slice(0, limit);
  }

  /** How many objects there are of a type in an account. */
  count(object: string, account: string): number {
    return this.collections.all(object, account).length;
  }

  /** Objects whose metadata names this operation: what a test oracle counts. */
  withOperationId(operationId: string): readonly Row[] {
    return this.collections.withOperationId(operationId);
  }

  /** Every row, for snapshots. */
  rows(): readonly Row[] {
    return [...this.byKey.values()];
  }

  /** Puts back a row as it was written: journal and snapshot. An older state of it is replaced. */
  restore(row: Row): void {
    const existing = this.byKey.get(keyOf(row.resource, row.account, row.object.id));
    this.nextSeq = Math.max(this.nextSeq, row.seq + 1);
    if (existing === undefined) this.put(row);
    else this.replace(existing, row);
  }

  /** Purges by key: journal. */
  forget(key: string): void {
    const row = this.byKey.get(key);
    if (row !== undefined) this.purge(row);
  }

  /** Journal. */
  setHidden(key: string, hidden: unknown): void {
    const row = this.byKey.get(key);
    if (row !== undefined) this.update(row, row.object, hidden);
  }

  /** What names a row among all rows. */
  keyOf(row: Row): string {
    return keyOf(row.resource, row.account, row.object.id);
  }

  /** Removes everything. */
  clear(): void {
    this.byKey.clear();
    this.collections.clear();
    this.nextSeq = 1;
    for (const observer of new Set([...this.observers.values()].flat())) observer.reset();
  }

  private put(row: Row): void {
    if (this.freezesObjects) deepFreeze(row.object);
    this.byKey.set(keyOf(row.resource, row.account, row.object.id), row);
    this.enter(row);
    this.changes?.push({ row });
  }

  private replace(row: MutableRow, next: Pick<Row, 'object' | 'hidden' | 'isDeleted'>): void {
    if (this.freezesObjects) deepFreeze(next.object);
    const before = { object: row.object, hidden: row.hidden, isDeleted: row.isDeleted };
    this.leave(row, next);
    row.object = next.object;
    row.hidden = next.hidden;
    row.isDeleted = next.isDeleted;
    this.enter(row, before);
    this.changes?.push({ row, before });
  }

  private enter(row: Row, before?: Pick<Row, 'object' | 'hidden' | 'isDeleted'>): void {
    if (row.isDeleted) return;
    this.collections.enter(row, before);
    for (const observer of this.observers.get(row.resource.object) ?? []) observer.added(row);
  }

  private leave(row: Row, next?: Pick<Row, 'object' | 'hidden' | 'isDeleted'>): void {
    if (row.isDeleted) return;
    this.collections.leave(row, next);
    for (const observer of this.observers.get(row.resource.object) ?? []) observer.removed(row);
  }
}

function keyOf(resource: Pick<Resource, 'object' | 'hasClientIds'>, account: string, id: string): string {
  return resource.hasClientIds ? `${resource.object}/${account}/${id}` : id;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
