import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { asStripeError, invalidRequest } from '../errors.js';
import type { RawHash, RawValue } from '../params.js';
import { UploadedFile } from '../uploaded-file.js';
import { parseForm } from './form-body.js';

const MAX_FIELDS = 1_000;
const MAX_FILES = 10;

export function isMultipart(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().startsWith('multipart/form-data') === true;
}

/** Decodes a multipart body: its fields as of a form, its files as `UploadedFile` under their names. */
export function parseMultipart(body: Buffer, contentType: string): Promise<RawHash> {
  return new Promise((resolve, reject) => {
    const fields = new URLSearchParams();
    const files: [string, UploadedFile][] = [];
    const refuse = (): void => {
      reject(invalidRequest('Invalid request: the multipart body could not be read.'));
    };
    const parser = startParser(contentType, refuse);
    if (parser === undefined) return;
    parser.on('field', (name, value) => {
      fields.append(name, value);
    });
    parser.on('file', (name, stream, filename, _encoding, type) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => files.push([name, new UploadedFile(filename, type, Buffer.concat(chunks))]));
      stream.on('error', refuse);
    });
    parser.on('error', refuse);
    parser.on('finish', () => {
      try {
        const form = parseForm(fields.toString()) as Record<string, RawValue>;
        for (const [name, file] of files) form[name] = file as unknown as RawHash;
        resolve(form);
      } catch (error) {
        reject(asStripeError(error));
      }
    });
    parser.end(body);
  });
}

function startParser(contentType: string, refuse: () => void): BusboyInstance | undefined {
  try {
    const limits = { fields: MAX_FIELDS, files: MAX_FILES };
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch {
    refuse();
    return undefined;
  }
}
