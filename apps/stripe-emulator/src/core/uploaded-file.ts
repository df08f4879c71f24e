import { createHash } from 'node:crypto';

/** A file of a multipart body, as parameters see it. Its bytes are no field, so that a fingerprint reads the digest. */
export class UploadedFile {
  readonly #bytes: Buffer;
  readonly digest: string;

  constructor(
    readonly filename: string,
    readonly contentType: string,
    bytes: Buffer,
  ) {
    this.#bytes = bytes;
    this.digest = createHash('sha256').update(bytes).digest('hex');
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}
