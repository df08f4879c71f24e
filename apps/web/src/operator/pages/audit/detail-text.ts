/** What an audit record keeps about a deed, as one line: `amountMinor 1050 · currency usd`. PostgreSQL keeps no order; before comes first. */
export function detailText(detail: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([left], [right]) => Number(right === 'before') - Number(left === 'before'));
  return said.length === 0 ? '–' : said.map(([name, value]) => `${name} ${valueText(value)}`).join(' · ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, part]) => `${name} ${valueText(part)}`)
      .join(', ');
  }
  return String(value);
}
