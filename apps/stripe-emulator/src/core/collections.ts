import type { ApiObject, FilterValue, Resource } from './resource.js';
import { RowList } from './row-list.js';
import type { Row } from './store.js';

type State = Pick<Row, 'object' | 'hidden' | 'isDeleted'>;
export type Filters = readonly (readonly [string, unknown])[];

interface Collection {
  readonly all: RowList<Row>;
  readonly indexes: Map<string, Map<string, RowList<Row>>>;
}

/** The lists of each type in each account, with an index per declared filter. */
export class Collections {
  private readonly byName = new Map<string, Collection>();
  private readonly byOperation = new Map<string, Set<Row>>();

  /** Enters a row. @param before set when it only changed: what stays the same is left alone */
  enter(row: Row, before?: State): void {
    const { all, indexes } = this.of(row);
    const wasListed = before !== undefined && !before.isDeleted;
    if (!wasListed) all.add(row);
    for (const name in row.resource.filters) {
      const values = indexKeys(row, name, row);
      if (wasListed && sameKeys(values, indexKeys(row, name, before))) continue;
      for (const value of values) listAt(indexes, name, value).add(row);
    }
    const operation = operationIdOf(row);
    if (operation === undefined) return;
    const rows = this.byOperation.get(operation);
    if (rows === undefined) this.byOperation.set(operation, new Set([row]));
    else rows.add(row);
  }

  /** Takes a row out. @param next set when it only changes */
  leave(row: Row, next?: State): void {
    const { all, indexes } = this.of(row);
    const staysListed = next !== undefined && !next.isDeleted;
    if (!staysListed) all.remove(row);
    for (const name in row.resource.filters) {
      const values = indexKeys(row, name, row);
      if (staysListed && sameKeys(values, indexKeys(row, name, next))) continue;
      for (const value of values) {
        const list = indexes.get(name)?.get(value);
        list?.remove(row);
        if (list?.rows.length === 0) indexes.get(name)?.delete(value);
      }
    }
    const operation = operationIdOf(row);
    if (operation === undefined) return;
    const rows = this.byOperation.get(operation);
    rows?.delete(row);
    if (rows?.size === 0) this.byOperation.delete(operation);
  }

  /** The shortest list that holds all matches; undefined when there is none. */
  narrowest(resource: Resource, account: string, filters: Filters): RowList<Row> | undefined {
    const collection = this.byName.get(`${resource.object}|${account}`);
    let best = collection?.all;
    for (const [name, value] of filters) {
      if (!Object.hasOwn(resource.filters, name)) throw new Error(`${resource.object} has no filter ${name}`);
      const list = collection?.indexes.get(name)?.get(String(value));
      if (list === undefined) return undefined;
      if (best !== undefined && list.rows.length < best.rows.length) best = list;
    }
    return best;
  }

  all(object: string, account: string): readonly Row[] {
    return this.byName.get(`${object}|${account}`)?.all.rows ?? [];
  }

  withOperationId(operationId: string): readonly Row[] {
    return [...(this.byOperation.get(operationId) ?? [])];
  }

  clear(): void {
    this.byName.clear();
    this.byOperation.clear();
  }

  private of(row: Row): Collection {
    const name = `${row.resource.object}|${row.account}`;
    let collection = this.byName.get(name);
    if (collection === undefined) {
      collection = { all: new RowList(), indexes: new Map() };
      this.byName.set(name, collection);
    }
    return collection;
  }
}

/** Whether a row has every value that is asked for. */
export function matchesAll(row: Row, filters: Filters): boolean {
  return filters.every(([name, value]) => indexKeys(row, name, row).includes(String(value)));
}

function listAt(indexes: Collection['indexes'], name: string, value: string): RowList<Row> {
  let index = indexes.get(name);
  if (index === undefined) indexes.set(name, (index = new Map<string, RowList<Row>>()));
  let list = index.get(value);
  if (list === undefined) index.set(value, (list = new RowList<Row>()));
  return list;
}

function indexKeys(
  row: Row,
  name: string,
  state: { readonly object: ApiObject; readonly hidden: unknown },
): readonly string[] {
  const value: FilterValue = row.resource.filters[name]?.(state.object, state.hidden);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly string[]) : [String(value)];
}

function sameKeys(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function operationIdOf(row: Row): string | undefined {
  const { metadata } = row.object as { metadata?: Readonly<Record<string, string>> | null };
  return metadata?.['operation_id'];
}
