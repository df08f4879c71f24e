import { createHash } from 'node:crypto';
import type { PageResponse } from '../../core/resource.js';

const CELLS = 21;
const CORNER = 7;

/**
 * A picture in the place of a code to scan: it looks like one and leads nowhere. Who wants to answer opens the page that
 * the code stands for (`hosted_instructions_url`).
 */
export function codePicture(seed: string): PageResponse {
  const bits = createHash('sha512').update(seed).digest();
  const squares: string[] = [];
  for (let y = 0; y < CELLS; y += 1)
    for (let x = 0; x < CELLS; x += 1) {
      const at = y * CELLS + x;
      const isSet = cornerAt(x, y) ?? (((bits[Math.floor(at / 8)] ?? 0) >> (at % 8)) & 1) === 1;
      if (isSet) squares.push(`<path d="M${x} ${y}h1v1h-1z"/>`);
    }
  const size = CELLS + 4;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${size} ${size}" width="250" height="250"><path fill="#fff" d="M-2-2h${size}v${size}h-${size}z"/>${squares.join('')}</svg>`;
  return { headers: { 'Content-Type': 'image/svg+xml' }, body };
}

/** The three squares at the corners: a frame, a gap and a block. Undefined elsewhere. */
function cornerAt(x: number, y: number): boolean | undefined {
  const right = x >= CELLS - CORNER;
  const bottom = y >= CELLS - CORNER;
  if ((right && bottom) || (x >= CORNER && !right) || (y >= CORNER && !bottom)) return undefined;
  const inX = right ? x - (CELLS - CORNER) : x;
  const inY = bottom ? y - (CELLS - CORNER) : y;
  const fromEdge = Math.min(inX, inY, CORNER - 1 - inX, CORNER - 1 - inY);
  return fromEdge !== 1;
}
