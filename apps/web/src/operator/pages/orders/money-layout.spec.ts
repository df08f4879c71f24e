import fc from 'fast-check';
import { COLUMNS_FROM_PX, columnsLayout } from './columns.layout.js';
import type { Drawing, Node, Path } from './money-links.js';
import { treeLayout } from './tree.layout.js';

const ENTRY = { entryId: 'e', description: '', stripeObjectId: null, occurredAt: '2026-03-01T12:00:00Z' };

/** Any flows between a buyer, an order, some sellers, the platform and Stripe, with what they add up to at each. */
const paths = fc
  .record({
    sellers: fc.integer({ min: 0, max: 5 }),
    hops: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1_000_000 })), {
      minLength: 1,
      maxLength: 30,
    }),
  })
  .map(({ sellers, hops }): Path => {
    const ids = [
      'buyer',
      'order',
      'platform',
      'stripe_fees',
      ...Array.from({ length: sellers }, (_, n) => `seller:${n}`),
    ];
    const flows = hops.map(([from, to, amountMinor]) => {
      const fromId = ids[from % ids.length] ?? '';
      return { ...ENTRY, fromId, toId: ids.filter((id) => id !== fromId)[to % (ids.length - 1)] ?? '', amountMinor };
    });
    const used = ids.filter((id) => flows.some(({ fromId, toId }) => fromId === id || toId === id));
    const sum = (end: 'fromId' | 'toId', id: string): number =>
      flows.filter((flow) => flow[end] === id).reduce((total, { amountMinor }) => total + amountMinor, 0);
    const nodes = used.map((id): Node => ({
      id,
      kind: (id.startsWith('seller:') ? 'seller' : id) as Node['kind'],
      sellerId: null,
      sellerName: null,
      inMinor: sum('toId', id),
      outMinor: sum('fromId', id),
      restsMinor: sum('toId', id) - sum('fromId', id),
    }));
    return { currency: 'usd', nodes, flows };
  });

function expectTrue({ boxes, arrows, height }: Drawing, { nodes }: Path, width: number): void {
  expect(boxes.map(({ node }) => node.id).sort()).toEqual(nodes.map(({ id }) => id).sort());
  for (const { id, inMinor, outMinor } of nodes) {
    const sum = (end: 'fromId' | 'toId'): number =>
      arrows.filter((arrow) => arrow[end] === id).reduce((total, { amountMinor }) => total + amountMinor, 0);
    expect([sum('toId'), sum('fromId')]).toEqual([inMinor, outMinor]);
  }
  for (const a of boxes) {
    expect(a.x).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width).toBeLessThanOrEqual(width + 0.001);
    expect(a.y + a.height).toBeLessThanOrEqual(height + 0.001);
    for (const b of boxes) {
      const areApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(a === b || areApart).toBe(true);
    }
  }
  for (const { line, label } of arrows) {
    expect(line).not.toMatch(/NaN|undefined/);
    expect(label.y).toBeLessThanOrEqual(height);
  }
}

describe('the drawing of the money’s path', () => {
  it('shows every node once and apart, and arrows that add up to what the API says went in and out', () => {
    fc.assert(
      fc.property(paths, fc.integer({ min: 300, max: COLUMNS_FROM_PX }), (path, width) => {
        expectTrue(treeLayout(path, width), path, width);
      }),
    );
    fc.assert(
      fc.property(paths, fc.integer({ min: COLUMNS_FROM_PX, max: 2000 }), (path, width) => {
        expectTrue(columnsLayout(path, width), path, width);
      }),
    );
  });

  it('in the tree, never writes two amounts over each other', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const places = treeLayout(path, 300).arrows.map(({ label: { x, y } }) => `${x} ${y}`);
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });
});
