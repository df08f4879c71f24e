import type { Emulator } from './emulator.js';
import type { ClockState } from './clock.js';
import type { Row } from './store.js';

interface Snapshot {
  readonly rows: readonly Row[];
  readonly drawnIds: number;
  readonly clock: ClockState;
}

/** Named states to come back to in a test. In memory: objects are immutable, so a snapshot is a list of references. */
export class Snapshots {
  private readonly byName = new Map<string, Snapshot>();

  constructor(private readonly emulator: Emulator) {}

  take(name: string): void {
    const { store, ids, clock } = this.emulator;
    this.byName.set(name, { rows: store.rows().map((row) => ({ ...row })), drawnIds: ids.drawn, clock: clock.state });
  }

  /** @returns false when there is no snapshot of that name */
  async restore(name: string): Promise<boolean> {
    const snapshot = this.byName.get(name);
    if (snapshot === undefined) return false;
    const { emulator } = this;
    emulator.store.clear();
    emulator.webhooks.restart();
    for (const row of snapshot.rows) emulator.store.restore({ ...row });
    // Random ids never repeat; seeded ones repeat from here on, as a test expects of the same steps.
    emulator.ids.drawn = snapshot.drawnIds;
    emulator.clock.state = snapshot.clock;
    emulator.platforms.setUp();
    await emulator.journal.rewrite();
    emulator.timeline.arm();
    return true;
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }
}
