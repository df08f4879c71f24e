import { InvalidRequest } from '../validation/invalid-request.js';

export type CursorValue = string | number | bigint;

/** Opaque to clients: they only ever send back what they were given. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString('base64url');
}

/** @throws InvalidRequest with code `invalid_cursor` for anything that we did not make */
export function decodeCursor(cursor: string, length: number): string[] {
  const values = parse(cursor);
  if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')) {
    return values;
  }
  throw invalidCursor();
}

export function invalidCursor(): InvalidRequest {
  const mistake = { field: 'cursor', message: 'must be the nextCursor of an earlier page of this list' };
  return new InvalidRequest([mistake], 'invalid_cursor', 'This cursor does not belong to this list.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
