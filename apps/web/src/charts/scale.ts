const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Round values for the axis of a chart that begins at zero (or at the lowest, when there are negative ones).
 * @returns ascending; the first is at most the least value, the last at least the greatest
 */
export function axisTicks(values: readonly number[], wanted = 4): number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
