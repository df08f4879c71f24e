import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { decodeRecord, encodeRecord, encodeRows, type Restorer } from './journal-codec.js';
import type { Change, Store } from './store.js';

const SYNC_INTERVAL_MS = 1000;
/** As many as take about as long as a request: traffic shares the time with a snapshot instead of waiting for it. */
const ROWS_PER_SNAPSHOT_TURN = 100;

/** Where changes go. `whenDurable` runs the callback once everything appended so far was handed to the OS. */
export interface Journal {
  append(changes: readonly Change[], drawnIds: number): void;
  whenDurable(callback: () => void): void;
  /** Replaces all that was written by the store as it is now: after a reset or a restore. */
  rewrite(): Promise<void>;
  close(): Promise<void>;
}

/** `--memory`. */
export const memoryJournal: Journal = {
  append: () => undefined,
  whenDurable: (callback) => {
    callback();
  },
  rewrite: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * An append-only journal with snapshots. `journal.N` holds what happened after `snapshot.N`; one record per
 * transaction, one line per record, so a kill loses or keeps a transaction whole. Records of one turn of the event loop
 * are written in one call. When the journal has outgrown `compactAtBytes` and the snapshot before it, a new snapshot is
 * written beside the running traffic and the old files go.
 */
export class FileJournal implements Journal {
  private fd: number;
  private generation: number;
  private journalBytes = 0;
  private snapshotBytes = 0;
  private lines: string[] = [];
  private waiting: (() => void)[] = [];
  private isFlushPlanned = false;
  private isDirty = false;
  private compaction: Promise<void> | null = null;
  private readonly syncTimer: NodeJS.Timeout;

  /** Opens a directory and restores what it holds into the store. */
  constructor(
    private readonly directory: string,
    private readonly store: Store,
    private readonly restorer: Restorer,
    private readonly compactAtBytes = 64 * 1024 * 1024,
  ) {
    mkdirSync(directory, { recursive: true });
    this.generation = this.load();
    this.fd = openSync(this.file('journal', this.generation), 'a');
    this.syncTimer = setInterval(() => {
      this.sync();
    }, SYNC_INTERVAL_MS).unref();
  }

  append(changes: readonly Change[], drawnIds: number): void {
    if (changes.length === 0) return;
    this.lines.push(encodeRecord(changes, drawnIds, this.store));
    this.planFlush();
  }

  whenDurable(callback: () => void): void {
    if (this.lines.length === 0) callback();
    else this.waiting.push(callback);
  }

  async rewrite(): Promise<void> {
    await this.compaction;
    this.flush();
    await this.compact();
  }

  async close(): Promise<void> {
    clearInterval(this.syncTimer);
    await this.compaction;
    this.flush();
    fsyncSync(this.fd);
    closeSync(this.fd);
  }

  private planFlush(): void {
    if (this.isFlushPlanned) return;
    this.isFlushPlanned = true;
    setImmediate(() => {
      this.flush();
      if (this.compaction === null && this.journalBytes > Math.max(this.compactAtBytes, this.snapshotBytes)) {
        this.compaction = this.compact().finally(() => {
          this.compaction = null;
        });
      }
    });
  }

  private flush(): void {
    this.isFlushPlanned = false;
    if (this.lines.length > 0) {
      this.journalBytes += writeWhole(this.fd, this.lines.join(''));
      this.lines = [];
      this.isDirty = true;
    }
    const callbacks = this.waiting;
    this.waiting = [];
    for (const callback of callbacks) callback();
  }

  private sync(): void {
    if (!this.isDirty) return;
    this.isDirty = false;
    // A file closed by a compaction in between was synced by it.
    fdatasync(this.fd, () => undefined);
  }

  /**
   * From here on records go to the next journal; then all rows are written, a few at a time. A row that changes
   * meanwhile is in the new journal as well, and putting it twice is harmless.
   */
  private async compact(): Promise<void> {
    const next = this.generation + 1;
    const old = this.fd;
    this.fd = openSync(this.file('journal', next), 'a');
    this.generation = next;
    this.journalBytes = 0;
    fsyncSync(old);
    closeSync(old);
    const rows = this.store.rows();
    const temporary = this.file('snapshot', next) + '.tmp';
    const fd = openSync(temporary, 'w');
    let bytes = writeWhole(fd, `${JSON.stringify({ n: this.restorer.drawnIds(), o: [] })}\n`);
    for (let start = 0; start < rows.length; start += ROWS_PER_SNAPSHOT_TURN) {
      bytes += writeWhole(fd, encodeRows(rows.slice(start, start + ROWS_PER_SNAPSHOT_TURN), this.store));
      await new Promise<void>((resume) => setImmediate(resume));
    }
    fsyncSync(fd);
    closeSync(fd);
    this.flush();
    renameSync(temporary, this.file('snapshot', next));
    this.snapshotBytes = bytes;
    this.removeBefore(next);
  }

  private load(): number {
    const numbers = (kind: string): number[] =>
      readdirSync(this.directory)
        .filter((name) => new RegExp(`^${kind}\\.\\d+$`).test(name))
        .map((name) => Number(name.split('.')[1]))
        .sort((left, right) => left - right);
    const base = numbers('snapshot').at(-1) ?? 0;
    if (base > 0) this.snapshotBytes = this.replay(this.file('snapshot', base), false);
    const journals = numbers('journal').filter((number) => number >= base);
    for (const number of journals)
      this.journalBytes += this.replay(this.file('journal', number), number === journals.at(-1));
    this.removeBefore(base);
    return journals.at(-1) ?? Math.max(base, 1);
  }

  /** @returns bytes that held whole records; a torn last record of the last journal is cut off */
  private replay(path: string, mayBeTorn: boolean): number {
    const content = readFileSync(path);
    let start = 0;
    for (let end = content.indexOf(10); end !== -1; end = content.indexOf(10, start)) {
      decodeRecord(content.toString('utf8', start, end), this.store, this.restorer);
      start = end + 1;
    }
    if (start === content.length) return start;
    if (!mayBeTorn) throw new Error(`${path} ends in the middle of a record`);
    const fd = openSync(path, 'r+');
    ftruncateSync(fd, start);
    closeSync(fd);
    return start;
  }

  private removeBefore(generation: number): void {
    for (const name of readdirSync(this.directory)) {
      const isOld = /^(journal|snapshot)\.\d+$/.test(name) && Number(name.split('.')[1]) < generation;
      if (isOld || name.endsWith('.tmp')) rmSync(join(this.directory, name));
    }
  }

  private file(kind: 'journal' | 'snapshot', generation: number): string {
    return join(this.directory, `${kind}.${generation}`);
  }
}

/** writeSync may write less than it was given. */
function writeWhole(fd: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) offset += writeSync(fd, bytes, offset);
  return bytes.length;
}
