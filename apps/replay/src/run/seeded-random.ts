import { createHash } from 'node:crypto';

/** Numbers that are the same for the same seed, on every machine. */
export class SeededRandom {
  private drawn = 0;

  constructor(private readonly seed: string) {}

  /** @returns at least 0, below 1 */
  next(): number {
    this.drawn += 1;
    const digest = createHash('sha256').update(`${this.seed}:${this.drawn}`).digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  /** @returns a whole number, both bounds included */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.between(0, choices.length - 1)] ?? choices[0];
  }

  /** @returns the same in another order */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
  }
}
