/** Type number of json, fixed in PostgreSQL's catalogue. */
const JSON_OID = 114;
const HEADER_BYTES = 20;

/**
 * A `json[]` parameter in PostgreSQL's binary format. The text format would have every quote and backslash of every
 * payload escaped here and unescaped there, which costs more than all the rest of storing an event.
 *
 * @param texts JSON, one text per element
 * @see https://www.postgresql.org/docs/17/arrays.html and `array_recv` for the layout: dimensions, flags, element type,
 * length, lower bound, then each element with its length before it
 */
export function jsonArray(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + length + 4, HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeInt32BE(JSON_OID, 8);
  buffer.writeInt32BE(texts.length, 12);
  buffer.writeInt32BE(1, 16); // lower bound
  let place = HEADER_BYTES;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? 0;
    buffer.writeInt32BE(length, place);
    buffer.write(text, place + 4, 'utf8');
    place += length + 4;
  }
  return buffer;
}
