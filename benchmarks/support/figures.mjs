// Medians, ranges, and how they are written down.

const ascending = (figures) => [...figures].sort((one, other) => one - other);

/** @param {readonly number[]} figures @param {number} share 0.5 is the median */
export function quantile(figures, share) {
  const sorted = ascending(figures);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (figures) => quantile(figures, 0.5);

/** @returns the figure with the digits that mean something */
export function written(figure) {
  const size = Math.abs(figure);
  if (size >= 100) return Math.round(figure).toLocaleString('en');
  return figure.toFixed(size >= 10 ? 1 : 2);
}

/** One row of the results: the median of the rounds and how far they lie apart. */
export function row(what, figures, unit, bar = '') {
  const suffix = unit === '' ? '' : ` ${unit}`;
  const sorted = ascending(figures);
  const range = figures.length < 2 ? '' : `${written(sorted[0])} to ${written(sorted.at(-1))}`;
  return { what, value: `${written(median(figures))}${suffix}`, range, bar };
}
