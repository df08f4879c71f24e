export type MoneyNodeKind = 'buyer' | 'order' | 'platform' | 'stripe_fees' | 'seller' | 'exchange';

/** A journal entry of an order, as far as the path of its money needs it. */
export interface PathEntry {
  readonly id: string;
  readonly occurredAt: Date;
  readonly description: string;
  readonly stripeObjectId: string | null;
  /** The connected account that the entry is about; null for what happens between buyer and platform. */
  readonly sellerAccount: string | null;
  readonly postings: readonly {
    readonly account: string;
    readonly currency: string;
    readonly direction: 'debit' | 'credit';
    readonly amountMinor: bigint;
  }[];
}

export interface MoneyNode {
  /** `buyer`, `order`, `platform`, `stripe_fees`, `exchange` or `seller:acct_...` */
  readonly id: string;
  readonly kind: MoneyNodeKind;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  /** What stays there: in - out. */
  readonly restsMinor: bigint;
}

export interface MoneyFlow {
  readonly fromId: string;
  readonly toId: string;
  readonly amountMinor: bigint;
  readonly entry: PathEntry;
}

/** The path of an order's money in one currency: what flows in and out of every node adds up to what rests there. */
export interface MoneyPath {
  readonly currency: string;
  readonly nodes: readonly MoneyNode[];
  readonly flows: readonly MoneyFlow[];
}

/**
 * Reads the path of the money from the books. A Stripe balance is where money lies, not whose it is: an entry moves
 * claims, and what it adds to or takes from Stripe's balances without anybody else's claim came from the buyer or went
 * back there (or, of an entry about a seller, was exchanged into another currency).
 */
export function moneyPaths(entries: readonly PathEntry[]): MoneyPath[] {
  const currencies = new Set(entries.flatMap(({ postings }) => postings.map(({ currency }) => currency)));
  return [...currencies].sort().map((currency) => {
    const flows = entries.flatMap((entry) => flowsOf(entry, claimsOf(entry, currency)));
    const ids = [...new Set(flows.flatMap(({ fromId, toId }) => [fromId, toId]))];
    return { currency, flows, nodes: ids.map((id) => nodeOf(id, flows)) };
  });
}

/** How an entry changes what each node has, in one currency; the changes add up to zero. */
function claimsOf({ postings, sellerAccount }: PathEntry, currency: string): Map<string, bigint> {
  const changes = new Map<string, bigint>();
  const change = (id: string, minor: bigint) => changes.set(id, (changes.get(id) ?? 0n) + minor);
  for (const posting of postings) {
    if (posting.currency !== currency) continue;
    const credited = posting.direction === 'credit' ? posting.amountMinor : -posting.amountMinor;
    const id = nodeOfAccount(posting.account);
    if (id !== null) change(id, credited);
    if (posting.account === 'stripe_fees') change('stripe_fees', -credited); // the platform's cost is Stripe's
  }
  const sum = [...changes.values()].reduce((total, minor) => total + minor, 0n);
  if (sum !== 0n) change(otherSide(sellerAccount, postings), -sum);
  return changes;
}

/** @returns null for where money lies */
function nodeOfAccount(name: string): string | null {
  const [head = '', owner = ''] = name.split(':');
  if (head === 'stripe_balance' || head === 'payout_in_transit') return null;
  if (head === 'order_clearing') return 'order';
  return head === 'seller_payable' || head === 'seller_reserve' ? `seller:${owner}` : 'platform';
}

/** A seller who is not in the entry has a balance that is not in our books. */
function otherSide(sellerAccount: string | null, postings: PathEntry['postings']): string {
  if (sellerAccount === null) return 'buyer';
  const seller = `seller:${sellerAccount}`;
  return postings.some(({ account }) => nodeOfAccount(account) === seller) ? 'exchange' : seller;
}

/** Pairs who gives with who gets. Stripe's fees are the platform's to pay; the rest is paired in the order of the books. */
function flowsOf(entry: PathEntry, changes: ReadonlyMap<string, bigint>): MoneyFlow[] {
  const left = new Map(changes);
  const flows: MoneyFlow[] = [];
  const move = (fromId: string, toId: string) => {
    const [given, got] = [-(left.get(fromId) ?? 0n), left.get(toId) ?? 0n];
    const amountMinor = given < got ? given : got;
    if (amountMinor <= 0n) return;
    left.set(fromId, amountMinor - given);
    left.set(toId, got - amountMinor);
    flows.push({ fromId, toId, amountMinor, entry });
  };
  move('platform', 'stripe_fees');
  move('stripe_fees', 'platform');
  for (const fromId of left.keys()) for (const toId of left.keys()) move(fromId, toId);
  return flows;
}

function nodeOf(id: string, flows: readonly MoneyFlow[]): MoneyNode {
  const total = (wanted: (flow: MoneyFlow) => boolean) =>
    flows.filter(wanted).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const inMinor = total(({ toId }) => toId === id);
  const outMinor = total(({ fromId }) => fromId === id);
  const kind = (id.startsWith('seller:') ? 'seller' : id) as MoneyNodeKind;
  return { id, kind, inMinor, outMinor, restsMinor: inMinor - outMinor };
}
