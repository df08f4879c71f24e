import { RowList } from '../row-list.js';
import type { Observer, Row } from '../row.js';
import type { Condition } from './fields.js';

/** What the indexes need of the store. */
export interface Observable {
  observe(object: string, observer: Observer): void;
  rows(): readonly Row[];
}

type KeyOf = Condition['keyOf'];

/** Rows of one type by the value of one searched field. It begins with the first search by that field. */
class SearchIndex implements Observer {
  private readonly lists = new Map<string, RowList<Row>>();

  constructor(private readonly keyOf: KeyOf) {}

  added(row: Row): void {
    const key = this.nameOf(row);
    if (key === undefined) return;
    const list = this.lists.get(key) ?? new RowList<Row>();
    if (list.rows.length === 0) this.lists.set(key, list);
    list.add(row);
  }

  removed(row: Row): void {
    const key = this.nameOf(row);
    if (key === undefined) return;
    const list = this.lists.get(key);
    list?.remove(row);
    if (list?.rows.length === 0) this.lists.delete(key);
  }

  reset(): void {
    this.lists.clear();
  }

  rows(account: string, value: string): readonly Row[] {
    return this.lists.get(`${account}|${value}`)?.rows ?? [];
  }

  private nameOf(row: Row): string | undefined {
    const key = this.keyOf(row.object);
    return key === undefined ? undefined : `${row.account}|${key}`;
  }
}

const MAX_INDEXES_PER_TYPE = 24;

/** Indexes for what is searched by equality: built by the first such search, kept up to date from then on. */
export class SearchIndexes {
  private readonly byType = new Map<string, Map<string, SearchIndex>>();

  constructor(private readonly store: Observable) {}

  /** The rows with that value, oldest first; undefined when the field has no index and gets none any more. */
  rows(object: string, account: string, condition: Condition): readonly Row[] | undefined {
    if (condition.indexKey === undefined) return undefined;
    const index = this.indexFor(object, condition);
    return index?.rows(account, condition.indexKey);
  }

  private indexFor(object: string, condition: Condition): SearchIndex | undefined {
    const indexes = this.byType.get(object) ?? new Map<string, SearchIndex>();
    this.byType.set(object, indexes);
    const known = indexes.get(condition.field);
    if (known !== undefined || indexes.size >= MAX_INDEXES_PER_TYPE) return known;
    const index = new SearchIndex((row) => condition.keyOf(row));
    for (const row of this.store.rows()) if (row.resource.object === object && !row.isDeleted) index.added(row);
    this.store.observe(object, index);
    indexes.set(condition.field, index);
    return index;
  }
}
