import type { AdminSchemas } from '@guildhall/api-client';

export type Path = AdminSchemas['MoneyPathResponse'];
export type Node = AdminSchemas['MoneyNodeResponse'];

/** Everything that went from one node to another, in one arrow. */
export interface MoneyLink {
  readonly fromId: string;
  readonly toId: string;
  readonly amountMinor: number;
}

/** A node in its place. */
export interface Box {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow: where it goes, and where its amount is written. */
export interface Arrow extends MoneyLink {
  /** As `<path d>`. */
  readonly line: string;
  /** Towards the buyer: money that goes back. */
  readonly isBack: boolean;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' };
}

export interface Drawing {
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** How far from the buyer; what is as far stands together. */
const DEPTHS: Readonly<Record<Node['kind'], number>> = {
  buyer: 0,
  order: 1,
  seller: 2,
  platform: 2,
  exchange: 2,
  stripe_fees: 3,
};
const WITHIN: readonly Node['kind'][] = ['seller', 'exchange', 'platform'];

/** The flows between the same two nodes, in the same direction, added up. */
export function moneyLinks(flows: Path['flows']): MoneyLink[] {
  const links = new Map<string, MoneyLink>();
  for (const { fromId, toId, amountMinor } of flows) {
    const key = `${fromId} ${toId}`;
    links.set(key, { fromId, toId, amountMinor: (links.get(key)?.amountMinor ?? 0) + amountMinor });
  }
  return [...links.values()];
}

/** The nodes by their distance from the buyer; a distance at which nobody stands is left out. */
export function moneyColumns(nodes: readonly Node[]): Node[][] {
  const depths = [...new Set(nodes.map(({ kind }) => DEPTHS[kind]))].sort((a, b) => a - b);
  return depths.map((depth) =>
    nodes.filter(({ kind }) => DEPTHS[kind] === depth).sort((a, b) => WITHIN.indexOf(a.kind) - WITHIN.indexOf(b.kind)),
  );
}
