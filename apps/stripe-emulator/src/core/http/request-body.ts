import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { invalidRequest, StripeError } from '../errors.js';
import { isHash, type RawHash } from '../params.js';
import { parseForm } from './form-body.js';
import { isMultipart, parseMultipart } from './multipart-body.js';

const MAX_BYTES = 2 * 1024 * 1024;
/** Files may have 16 MB, and the other parts need room too. */
const MAX_UPLOAD_BYTES = 17 * 1024 * 1024;
const MAX_JSON_DEPTH = 32;

/** Reads the whole body. @throws StripeError 413 beyond the limit */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  const limit = isMultipart(request.headers['content-type']) ? MAX_UPLOAD_BYTES : MAX_BYTES;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // What comes after the limit is read and dropped, so that the client gets to read the refusal.
      if (bytes <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      if (bytes > limit)
        reject(new StripeError(413, 'invalid_request_error', `Request body too large: at most ${limit} bytes.`));
      else if (chunks.length === 1 && chunks[0] !== undefined) resolve(chunks[0]);
      else resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
    request.on('aborted', () => {
      reject(new Error('the client went away'));
    });
  });
}

/** @throws StripeError for a JSON body: `/v1` takes forms only, and would read nothing of it */
export function assertNoJson(body: Buffer, contentType: string | undefined): void {
  if (body.length === 0 || contentType?.includes('json') !== true) return;
  throw invalidRequest(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
  );
}

/** Decodes a body of any kind, files included. */
export async function decodeBody(body: Buffer, contentType: string | undefined): Promise<RawHash> {
  if (contentType !== undefined && isMultipart(contentType)) return parseMultipart(body, contentType);
  return parseBody(body, contentType);
}

/** Decodes a body by its content type. Without one it is a form, as old clients send it. */
export function parseBody(body: Buffer, contentType: string | undefined): RawHash {
  if (body.length === 0) return parseForm('');
  if (!isUtf8(body)) throw invalidRequest('Invalid request: the body is not valid UTF-8.');
  const text = body.toString('utf8');
  if (contentType?.includes('json') !== true) return parseForm(text);
  refuseDeepJson(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidRequest('Invalid request: the body is not valid JSON.');
  }
  if (!isHash(value)) throw invalidRequest('Invalid request: the body must be a JSON object.');
  return value;
}

/** Deep nesting would overflow the stack of whatever walks it. */
function refuseDeepJson(text: string): void {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (isInString) {
      if (char === '\\') index += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > MAX_JSON_DEPTH) throw invalidRequest('Invalid request: parameters are nested too deeply.');
  }
}
