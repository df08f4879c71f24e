/** Fisher-Yates in place with a small generator, so that a seed repeats an order. */
export function shuffle(items: unknown[], seed: string): void {
  let state = Buffer.from(seed).reduce((hash, byte) => Math.imul(hash ^ byte, 16777619) >>> 0, 2166136261) || 1;
  for (let index = items.length - 1; index > 0; index -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (index + 1);
    [items[index], items[other]] = [items[other], items[index]];
  }
}
