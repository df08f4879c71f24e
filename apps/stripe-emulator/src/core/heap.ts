/** The entry with the smallest key first; equal keys in order of arrival. */
export class Heap<T> {
  private readonly entries: { readonly key: number; readonly seq: number; readonly value: T }[] = [];
  private arrivals = 0;

  get size(): number {
    return this.entries.length;
  }

  /** All of them, in no order. */
  get values(): readonly T[] {
    return this.entries.map((entry) => entry.value);
  }

  peek(): { readonly key: number; readonly value: T } | undefined {
    return this.entries[0];
  }

  push(key: number, value: T): void {
    this.entries.push({ key, seq: this.arrivals++, value });
    let index = this.entries.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.swapUnlessOrdered(parent, index)) return;
      index = parent;
    }
  }

  pop(): T | undefined {
    const first = this.entries[0];
    const last = this.entries.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.entries.length > 0) {
      this.entries[0] = last;
      this.sink();
    }
    return first.value;
  }

  clear(): void {
    this.entries.length = 0;
  }

  private sink(): void {
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      if (left >= this.entries.length) return;
      const right = left + 1;
      const child = right < this.entries.length && this.isBefore(right, left) ? right : left;
      if (!this.swapUnlessOrdered(index, child)) return;
      index = child;
    }
  }

  private swapUnlessOrdered(parent: number, child: number): boolean {
    const [upper, lower] = [this.entries[parent], this.entries[child]];
    if (upper === undefined || lower === undefined || !this.isBefore(child, parent)) return false;
    this.entries[parent] = lower;
    this.entries[child] = upper;
    return true;
  }

  private isBefore(left: number, right: number): boolean {
    const [a, b] = [this.entries[left], this.entries[right]];
    if (a === undefined || b === undefined) return false;
    return a.key < b.key || (a.key === b.key && a.seq < b.seq);
  }
}
