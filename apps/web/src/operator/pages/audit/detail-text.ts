type Detail = Readonly<Record<string, unknown>>;

/** How the parts of a detail are said; what is not said here stays as the API writes it. */
export interface DetailWords {
  readonly nameOf: (name: string) => string;
  readonly textOf: (name: string, text: string) => string;
  readonly amountOf: (amountMinor: number, currency: string) => string;
}

const AS_WRITTEN: DetailWords = {
  nameOf: (name) => name,
  textOf: (_, text) => text,
  amountOf: (amountMinor, currency) => `${amountMinor} ${currency}`,
};

/** What an audit record keeps about a deed, as one line: `amount: 1050 usd`. PostgreSQL keeps no order; before comes first. */
export function detailText(detail: Detail, words: DetailWords = AS_WRITTEN): string {
  const said = Object.entries(withAmount(detail, words))
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([left], [right]) => Number(right === 'before') - Number(left === 'before'));
  if (said.length === 0) return '–';
  return said.map(([name, value]) => `${words.nameOf(name)}: ${valueText(name, value, words)}`).join(' · ');
}

/** Minor units and their currency are one amount; a `bigint` comes as a text. */
function withAmount(detail: Detail, { amountOf }: DetailWords): Detail {
  const { amountMinor, flatMinor, currency, ...others } = detail;
  const minor = amountMinor ?? flatMinor;
  if (minor === undefined || typeof currency !== 'string') return detail;
  return { amount: amountOf(Number(minor), currency), ...others };
}

function valueText(name: string, value: unknown, words: DetailWords): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((part) => valueText(name, part, words)).join(', ');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([part, of]) => `${words.nameOf(part)} ${valueText(part, of, words)}`)
      .join(', ');
  }
  return words.textOf(name, String(value));
}
