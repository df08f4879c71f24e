import {
  type Arrow,
  type Box,
  type Drawing,
  moneyColumns,
  moneyLinks,
  type MoneyLink,
  type Path,
} from './money-links.js';

const BOX_WIDTH = 164;
const BOX_HEIGHT = 64;
/** Between two arrows at the same side of a box. */
const PORT = 20;
const GAP = 28;
/** How far an arrow swings out between two boxes of one column. */
const SWING = 44;
/** The least width at which the amounts have room between four columns. */
export const COLUMNS_FROM_PX = 4 * BOX_WIDTH + 3 * 84;

type Side = 'left' | 'right';
type Point = readonly [x: number, y: number];
interface End {
  readonly id: string;
  readonly side: Side;
  readonly otherId: string;
}
interface Course {
  readonly link: MoneyLink;
  readonly isBack: boolean;
  readonly from: End;
  readonly to: End;
}

/** The path of the money from left to right, for screens that are wide enough. */
export function columnsLayout({ nodes, flows }: Path, width: number): Drawing {
  const columns = moneyColumns(nodes);
  const place = new Map(columns.flatMap((column, depth) => column.map(({ id }, row) => [id, { depth, row }] as const)));
  const courses = moneyLinks(flows).map((link) => courseOf(link, place));
  const ends = courses.flatMap(({ from, to }) => [from, to]);
  const heightOf = (id: string): number =>
    Math.max(
      BOX_HEIGHT,
      PORT * (1 + Math.max(...(['left', 'right'] as const).map((side) => endsAt(ends, id, side).length))),
    );
  const heights = columns.map((column) => column.reduce((sum, { id }) => sum + heightOf(id) + GAP, -GAP));
  const height = Math.max(0, ...heights);
  const step = columns.length < 2 ? 0 : (width - BOX_WIDTH) / (columns.length - 1);
  const boxes = columns.flatMap((column, depth) => {
    let y = (height - (heights[depth] ?? 0)) / 2;
    return column.map((node): Box => {
      const box = { node, x: depth * step, y, width: BOX_WIDTH, height: heightOf(node.id) };
      y += box.height + GAP;
      return box;
    });
  });
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]));
  return { height, boxes, arrows: courses.map((course) => arrowOf(course, ends, boxOf)) };
}

/** Forwards from right to left side, backwards the other way round; within a column around its one side or the other. */
function courseOf(link: MoneyLink, place: ReadonlyMap<string, { depth: number; row: number }>): Course {
  const from = place.get(link.fromId) ?? { depth: 0, row: 0 };
  const to = place.get(link.toId) ?? { depth: 0, row: 0 };
  const end = (id: string, side: Side, otherId: string): End => ({ id, side, otherId });
  const sides: readonly [Side, Side] =
    from.depth === to.depth
      ? from.row < to.row
        ? ['right', 'right']
        : ['left', 'left']
      : from.depth < to.depth
        ? ['right', 'left']
        : ['left', 'right'];
  return {
    link,
    isBack: from.depth === to.depth ? from.row > to.row : from.depth > to.depth,
    from: end(link.fromId, sides[0], link.toId),
    to: end(link.toId, sides[1], link.fromId),
  };
}

function endsAt(ends: readonly End[], id: string, side: Side): End[] {
  return ends.filter((end) => end.id === id && end.side === side);
}

/** The arrows at one side of a box are spread over it, in the order of the boxes that they come from or go to. */
function portOf(end: End, ends: readonly End[], boxOf: ReadonlyMap<string, Box>): Point {
  const box = boxOf.get(end.id);
  if (box === undefined) return [0, 0];
  const mine = endsAt(ends, end.id, end.side).sort(
    (a, b) => (boxOf.get(a.otherId)?.y ?? 0) - (boxOf.get(b.otherId)?.y ?? 0),
  );
  const x = end.side === 'left' ? box.x : box.x + box.width;
  return [x, box.y + (box.height * (mine.indexOf(end) + 1)) / (mine.length + 1)];
}

function arrowOf({ link, isBack, from, to }: Course, ends: readonly End[], boxOf: ReadonlyMap<string, Box>): Arrow {
  const start = portOf(from, ends, boxOf);
  const stop = portOf(to, ends, boxOf);
  const reach = from.side === to.side ? SWING : Math.abs(stop[0] - start[0]) / 2;
  const pull = ([x, y]: Point, side: Side): Point => [side === 'right' ? x + reach : x - reach, y];
  const points = [start, pull(start, from.side), pull(stop, to.side), stop] as const;
  // The amount stands at the box with fewer arrows, where they are further apart.
  const isFreerAtStart = endsAt(ends, from.id, from.side).length < endsAt(ends, to.id, to.side).length;
  const [x, y] = along(points, from.side === to.side ? 0.5 : isFreerAtStart ? 0.36 : 0.64);
  const [a, b, c, d] = points.map(([px, py]) => `${px} ${py}`);
  return { ...link, isBack, line: `M${a} C${b} ${c} ${d}`, label: { x, y: y + 4, anchor: 'middle' } };
}

/** A point of a cubic curve. */
function along(points: readonly [Point, Point, Point, Point], t: number): Point {
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  const sum = (axis: 0 | 1): number =>
    points.reduce((total, point, index) => total + point[axis] * (weights[index] ?? 0), 0);
  return [sum(0), sum(1)];
}
