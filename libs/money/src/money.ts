import { type Currency, currencyRule } from './currency.js';
import { allocate } from './allocate.js';

/** An amount in minor units of one currency. Immutable; sums never mix currencies (invariant I8). */
export class Money {
  private constructor(
    readonly amountMinor: bigint,
    readonly currency: Currency,
  ) {}

  /** @param amountMinor integer minor units, may be negative @throws UnknownCurrency */
  static of(amountMinor: bigint | number, currency: Currency): Money {
    currencyRule(currency);
    if (typeof amountMinor === 'number' && !Number.isSafeInteger(amountMinor)) throw new InvalidAmount(amountMinor);
    return new Money(BigInt(amountMinor), currency);
  }

  static zero(currency: Currency): Money {
    return Money.of(0n, currency);
  }

  /** @throws CurrencyMismatch when the list mixes currencies */
  static sum(amounts: Iterable<Money>, currency: Currency): Money {
    let total = Money.zero(currency);
    for (const amount of amounts) total = total.plus(amount);
    return total;
  }

  plus(other: Money): Money {
    this.mustMatch(other);
    return new Money(this.amountMinor + other.amountMinor, this.currency);
  }

  minus(other: Money): Money {
    return this.plus(other.negated());
  }

  negated(): Money {
    return new Money(-this.amountMinor, this.currency);
  }

  times(factor: bigint | number): Money {
    if (typeof factor === 'number' && !Number.isSafeInteger(factor)) throw new InvalidAmount(factor);
    return new Money(this.amountMinor * BigInt(factor), this.currency);
  }

  /**
   * A share of this amount, rounded half away from zero to the currency's charge step
   * (so a share of a KWD amount ends in 0, as Stripe demands).
   * @param basisPoints 1/100 of a percent: 1000 is 10%
   */
  share(basisPoints: number): Money {
    if (!Number.isSafeInteger(basisPoints)) throw new InvalidAmount(basisPoints);
    const stepMinor = currencyRule(this.currency).chargeStepMinor;
    return new Money(
      divideHalfAway(this.amountMinor * BigInt(basisPoints), 10_000n * stepMinor) * stepMinor,
      this.currency,
    );
  }

  /** Splits into shares in proportion to the weights; the shares add up to this amount exactly. */
  split(weights: readonly bigint[]): Money[] {
    const stepMinor = currencyRule(this.currency).chargeStepMinor;
    const exact = this.amountMinor % stepMinor === 0n;
    const unit = exact ? stepMinor : 1n;
    return allocate(this.amountMinor / unit, weights).map((share) => new Money(share * unit, this.currency));
  }

  compare(other: Money): -1 | 0 | 1 {
    this.mustMatch(other);
    if (this.amountMinor === other.amountMinor) return 0;
    return this.amountMinor < other.amountMinor ? -1 : 1;
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.amountMinor === other.amountMinor;
  }

  isZero(): boolean {
    return this.amountMinor === 0n;
  }

  isNegative(): boolean {
    return this.amountMinor < 0n;
  }

  isPositive(): boolean {
    return this.amountMinor > 0n;
  }

  /** Major units with the currency's own number of digits: "12.50", "1000", "10.120". Exact, for files and messages. */
  toDecimal(): string {
    const { minorDigits } = currencyRule(this.currency);
    const sign = this.amountMinor < 0n ? '-' : '';
    const digits = (this.amountMinor < 0n ? -this.amountMinor : this.amountMinor)
      .toString()
      .padStart(minorDigits + 1, '0');
    if (minorDigits === 0) return sign + digits;
    return `${sign}${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`;
  }

  /** For people, in their locale: "$12.50". */
  format(locale = 'en'): string {
    const { minorDigits } = currencyRule(this.currency);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: this.currency.toUpperCase(),
      minimumFractionDigits: minorDigits,
      maximumFractionDigits: minorDigits,
    }).format(this.toDecimal() as Intl.StringNumericLiteral);
  }

  /** The number that goes to Stripe and to JSON. @throws InvalidAmount beyond 2^53 */
  toMinorNumber(): number {
    const number = Number(this.amountMinor);
    if (!Number.isSafeInteger(number)) throw new InvalidAmount(number);
    return number;
  }

  toString(): string {
    return `${this.toDecimal()} ${this.currency.toUpperCase()}`;
  }

  toJSON(): { amountMinor: number; currency: Currency } {
    return { amountMinor: this.toMinorNumber(), currency: this.currency };
  }

  private mustMatch(other: Money): void {
    if (other.currency !== this.currency) throw new CurrencyMismatch(this.currency, other.currency);
  }
}

/** Reads major units exactly: `parseDecimal('12.5', 'usd')` is 12.50 USD. @throws InvalidAmount on anything that does not fit */
export function parseDecimal(text: string, currency: Currency): Money {
  const { minorDigits } = currencyRule(currency);
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (match === null || fraction.length > minorDigits) throw new InvalidAmount(text);
  const minor = BigInt(`${match[2] ?? '0'}${fraction.padEnd(minorDigits, '0')}`);
  return Money.of(match[1] === '-' ? -minor : minor, currency);
}

function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * (numerator < 0n ? -numerator : numerator) + denominator;
  const rounded = doubled / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

export class CurrencyMismatch extends Error {
  constructor(left: Currency, right: Currency) {
    super(`cannot combine ${left} with ${right}: keep one sum per currency`);
    this.name = 'CurrencyMismatch';
  }
}

export class InvalidAmount extends Error {
  constructor(readonly value: number | string) {
    super(`"${String(value)}" is not an exact amount in minor units`);
    this.name = 'InvalidAmount';
  }
}
