/** Millionths of a pound: finer than any price in the data, so that no sum is ever rounded. */
export type Micros = bigint;

const DECIMALS = 6;
const MICROS_PER_PENNY = 10_000n;

/** @returns null for what is not a decimal number, or has more than six decimals */
export function parseMicros(text: string): Micros | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const micros = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -micros : micros;
}

/** @returns null for a fraction of a penny */
export function wholePence(micros: Micros): bigint | null {
  return micros % MICROS_PER_PENNY === 0n ? micros / MICROS_PER_PENNY : null;
}

export function microsOf(pence: bigint): Micros {
  return pence * MICROS_PER_PENNY;
}

/** @returns null for what is not a whole number that can be counted with */
export function parseQuantity(text: string): number | null {
  if (!/^-?\d{1,15}$/.test(text)) return null;
  return Number(text);
}

/** For people: £1,234.50, and as many decimals more as there are. */
export function pounds(micros: Micros): string {
  const size = micros < 0n ? -micros : micros;
  const whole = (size / 1_000_000n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (size % 1_000_000n)
    .toString()
    .padStart(DECIMALS, '0')
    .replace(/0{1,4}$/, '');
  return `${micros < 0n ? '-' : ''}£${whole}.${fraction}`;
}
