/** Where a row stands in a list: by time of creation, then by order of arrival. */
export interface Position {
  readonly created: number;
  readonly seq: number;
}

/** Rows in order of creation. Appending, the usual case, is O(1); finding a place is a binary search. */
export class RowList<R extends Position> {
  readonly rows: R[] = [];

  add(row: R): void {
    const last = this.rows.at(-1);
    if (last === undefined || isBefore(last, row)) this.rows.push(row);
    else this.rows.splice(this.indexOf(row), 0, row);
  }

  remove(row: R): void {
    const index = this.indexOf(row);
    if (this.rows[index] === row) this.rows.splice(index, 1);
  }

  /** Index of the first row that does not stand before the position. */
  indexOf(position: Position): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.rows[middle];
      if (row !== undefined && isBefore(row, position)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(left: Position, right: Position): boolean {
  return left.created < right.created || (left.created === right.created && left.seq < right.seq);
}
