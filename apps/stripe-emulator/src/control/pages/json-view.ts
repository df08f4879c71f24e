import { html, type Html, type Piece } from '../../pages/html.js';
import { objectLink } from './layout.js';

const ID = /"([a-z]{2,20}(?:_test)?_[A-Za-z0-9]{8,})"/g;
/** Names of values that nobody should read over a shoulder, test data or not. */
const MASKED = ['account_number', 'cvc', 'iban', 'key', 'number'];

/** JSON in which the ids of objects that exist are links. */
export function jsonView(value: unknown, exists: (id: string) => boolean): Html {
  const text = JSON.stringify(value, mask, 2);
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ID)) {
    const id = match[1] ?? '';
    if (!exists(id)) continue;
    pieces.push(text.slice(from, match.index + 1), objectLink(id));
    from = match.index + match[0].length - 1;
  }
  return html`<pre tabindex="0">${[...pieces, text.slice(from)]}</pre>`;
}

function mask(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  const raw = this[name];
  if (raw instanceof Uint8Array) return `(${raw.length} bytes)`;
  return MASKED.includes(name) && typeof value === 'string' && value.length > 2 ? `••••${value.slice(-4)}` : value;
}
