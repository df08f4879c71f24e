import type { Sharp, SharpOptions } from 'sharp';
import { PictureNotReadable } from './picture.errors.js';

export interface EncodedPicture {
  readonly large: Buffer;
  readonly small: Buffer;
  /** Of `large`, in pixels. */
  readonly width: number;
  readonly height: number;
}

const LARGE_PX = 1_200;
const SMALL_PX = 480;
const QUALITY = 82;
/** A compressed file of 5 MB can claim billions. */
const OPTIONS: SharpOptions = { limitInputPixels: 50_000_000, failOn: 'error' };

/** By their first bytes: what a file is called and said to be proves nothing. */
const SIGNATURES: readonly (readonly [number, string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [8, 'WEBP'],
];

/**
 * Decodes a picture and encodes it anew as WebP in two sizes, turned as its camera meant it. Nothing else of the file is kept: no
 * place where it was taken, no profile, nothing hidden in it.
 * @throws PictureNotReadable
 */
export async function encodePicture(bytes: Buffer): Promise<EncodedPicture> {
  if (!SIGNATURES.some(([at, text]) => bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))))
    throw new PictureNotReadable();
  // Only who uploads pays for loading it: the other APIs start without.
  const { default: sharp } = await import('sharp');
  const sized = (px: number): Sharp =>
    sharp(bytes, OPTIONS)
      .rotate()
      .resize(px, px, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY });
  try {
    const { data: large, info } = await sized(LARGE_PX).toBuffer({ resolveWithObject: true });
    return { large, small: await sized(SMALL_PX).toBuffer(), width: info.width, height: info.height };
  } catch {
    throw new PictureNotReadable();
  }
}
