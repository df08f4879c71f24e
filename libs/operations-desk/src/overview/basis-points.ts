/** @returns null when there is no whole to have a part of */
export function basisPoints(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((part * 10_000n + whole / 2n) / whole);
}
