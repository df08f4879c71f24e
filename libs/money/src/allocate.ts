/**
 * Largest-remainder split: shares in proportion to the weights that add up to the total exactly.
 * Ties go to the earlier share, so the same input always gives the same split.
 * @param total integer, may be negative (the split mirrors that of its absolute value)
 * @param weights non-negative, at least one; all zero means equal shares
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new RangeError('allocate needs at least one weight');
  if (weights.some((weight) => weight < 0n)) throw new RangeError('allocate needs weights of zero or more');
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum === 0n)
    return allocate(
      total,
      weights.map(() => 1n),
    );
  const absolute = total < 0n ? -total : total;
  const shares = weights.map((weight) => (absolute * weight) / sum);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (absolute * weight) % sum }))
    .sort((left, right) =>
      left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1,
    );
  let left = absolute - shares.reduce((a, b) => a + b, 0n);
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return total < 0n ? shares.map((share) => -share) : shares;
}
