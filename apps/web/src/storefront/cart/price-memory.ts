/** What each product cost when its price was first seen on this page, to say when it has changed since. */
export class PriceMemory {
  private readonly seen = new Map<string, { readonly minor: number; readonly currency: string }>();

  /** @returns the price from before; null when it is the same, or was never seen */
  before(productId: string, minor: number, currency: string): number | null {
    const known = this.seen.get(productId);
    if (known === undefined || known.currency !== currency) {
      this.seen.set(productId, { minor, currency });
      return null;
    }
    return known.minor === minor ? null : known.minor;
  }
}

/** Of this page. */
export const prices = new PriceMemory();
