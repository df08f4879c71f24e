export interface CartItem {
  readonly productId: string;
  readonly quantity: number;
}

/** What a browser keeps text in: `localStorage`. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const ITEMS = 'guildhall.cart';
const OPEN_ORDER = 'guildhall.open-order';
const ORDER_KEY = 'guildhall.order-key';
/** As many as the API takes in one order of one product. */
export const MOST_OF_ONE = 999;
const MOST_PRODUCTS = 100;

/**
 * What somebody wants to buy, kept across visits: product ids and quantities, and the id of the order that was made of them last.
 * Prices and names are the API's, always asked for anew. Another tab's changes arrive at once.
 */
export class CartStore {
  private items: readonly CartItem[];
  private order: string | null;
  private key: string = crypto.randomUUID();
  private readonly listeners = new Set<() => void>();

  /** @param keeper null: storage is forbidden, and the cart lasts until the page is left */
  constructor(private readonly keeper: Keeper | null) {
    this.items = parseItems(this.read(ITEMS));
    this.order = this.read(OPEN_ORDER);
    if (this.items.length > 0) this.orderKey(); // of a cart from before there were keys
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
  readonly getItems = (): readonly CartItem[] => this.items;
  readonly getOpenOrder = (): string | null => this.order;

  /** The Idempotency-Key of ordering this cart: tabs that order it at the same moment make one order. */
  readonly orderKey = (): string => this.read(ORDER_KEY) ?? this.keepOrderKey(this.key);

  /** Ordering it was refused: trying again is a new wish. */
  readonly renewOrderKey = (): void => {
    this.key = crypto.randomUUID();
    this.keepOrderKey(this.key);
  };

  /** Something was changed in another tab. */
  readonly readAgain = (): void => {
    this.items = parseItems(this.read(ITEMS));
    this.order = this.read(OPEN_ORDER);
    this.tell();
  };

  add(productId: string, quantity: number): void {
    const known = this.items.find((item) => item.productId === productId)?.quantity ?? 0;
    this.set(productId, known + quantity);
  }

  /** @param quantity 0 takes it out */
  set(productId: string, quantity: number): void {
    const item = { productId, quantity: Math.min(quantity, MOST_OF_ONE) };
    const isKnown = this.items.some((known) => known.productId === productId);
    const next = isKnown
      ? this.items.map((known) => (known.productId === productId ? item : known))
      : [...this.items, item];
    this.keep(next.filter((one) => one.quantity > 0).slice(0, MOST_PRODUCTS));
  }

  /** The goods are in an order now, which waits to be paid. */
  ordered(orderId: string): void {
    this.order = orderId;
    this.write(OPEN_ORDER, orderId);
    this.keep([]);
  }

  /** The order is paid or given up. @param backToCart what of it is wanted still */
  closeOrder(orderId: string, backToCart: readonly CartItem[] = []): void {
    if (this.order === orderId) {
      this.order = null;
      this.keeper?.removeItem(OPEN_ORDER);
      this.tell();
    }
    for (const { productId, quantity } of backToCart) this.add(productId, quantity);
  }

  private keep(items: readonly CartItem[]): void {
    this.items = items;
    this.renewOrderKey(); // now, and not when it is ordered: other tabs know it by then
    this.write(ITEMS, JSON.stringify(items));
    this.tell();
  }

  private keepOrderKey(key: string): string {
    this.write(ORDER_KEY, key);
    return key;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private read(name: string): string | null {
    return this.keeper?.getItem(name) ?? null;
  }

  private write(name: string, text: string): void {
    try {
      this.keeper?.setItem(name, text);
    } catch {
      // full: it lasts until the page is left
    }
  }
}

/** Only what is a cart; the text may be anybody's. */
export function parseItems(text: string | null): readonly CartItem[] {
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isItem).slice(0, MOST_PRODUCTS).map(({ productId, quantity }) => ({ productId, quantity })) : []; // prettier-ignore
  } catch {
    return [];
  }
}

function isItem(value: unknown): value is CartItem {
  if (typeof value !== 'object' || value === null) return false;
  const { productId, quantity } = value as Record<string, unknown>;
  return typeof productId === 'string' && Number.isInteger(quantity) && Number(quantity) > 0 && Number(quantity) <= MOST_OF_ONE; // prettier-ignore
}
