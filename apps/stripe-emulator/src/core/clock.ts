export interface ClockState {
  /** Added to the machine's time while the clock runs. */
  readonly offsetMs: number;
  /** Set while it is frozen. */
  readonly frozenAtMs: number | null;
}

/** The emulator's time. It never goes back: unfreezing goes on from where it stands. */
export class Clock {
  private offsetMs = 0;
  private frozenAtMs: number | null = null;

  constructor(private readonly machineMs: () => number = Date.now) {}

  get nowMs(): number {
    return this.frozenAtMs ?? this.machineMs() + this.offsetMs;
  }

  /** Unix seconds. */
  get now(): number {
    return Math.floor(this.nowMs / 1000);
  }

  get isFrozen(): boolean {
    return this.frozenAtMs !== null;
  }

  get state(): ClockState {
    return { offsetMs: this.offsetMs, frozenAtMs: this.frozenAtMs };
  }

  set state({ offsetMs, frozenAtMs }: ClockState) {
    this.offsetMs = offsetMs;
    this.frozenAtMs = frozenAtMs;
  }

  freeze(): void {
    this.frozenAtMs = this.nowMs;
  }

  unfreeze(): void {
    if (this.frozenAtMs === null) return;
    this.offsetMs = this.frozenAtMs - this.machineMs();
    this.frozenAtMs = null;
  }

  /** Moves on to a time; an earlier one is ignored. */
  moveTo(timeMs: number): void {
    const by = timeMs - this.nowMs;
    if (by <= 0) return;
    if (this.frozenAtMs === null) this.offsetMs += by;
    else this.frozenAtMs += by;
  }
}
