import {
  type Arrow,
  type Box,
  type Drawing,
  moneyColumns,
  moneyLinks,
  type MoneyLink,
  type Path,
} from './money-links.js';

const BOX_HEIGHT = 64;
const INDENT = 20;
const GAP = 12;
const LABEL = 20;

type Side = 'left' | 'right';
interface Course {
  readonly link: MoneyLink;
  readonly side: Side;
  /** Whose amount stands above it: the lower of the two. */
  readonly lowerId: string;
}

/** The path of the money from top to bottom, for phones: down at the left, back up at the right, as deep as it is from the buyer. */
export function treeLayout({ nodes, flows }: Path, width: number): Drawing {
  const columns = moneyColumns(nodes);
  const depthOf = new Map(columns.flatMap((column, depth) => column.map(({ id }) => [id, depth] as const)));
  const order = columns.flat().map(({ id }) => id);
  const courses = moneyLinks(flows).map((link) => courseOf(link, order, depthOf));
  let y = 0;
  const boxes = columns.flat().map((node): Box => {
    const labels = (['left', 'right'] as const).map((side) => labelsAbove(courses, node.id, side).length);
    y += (y === 0 ? 0 : GAP) + LABEL * Math.max(...labels);
    const x = INDENT * (depthOf.get(node.id) ?? 0);
    const box = { node, x, y, width: Math.max(0, width - 2 * x), height: BOX_HEIGHT };
    y += BOX_HEIGHT;
    return box;
  });
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]));
  return { height: y, boxes, arrows: courses.flatMap((course) => arrowOf(course, courses, boxOf)) };
}

function courseOf(link: MoneyLink, order: readonly string[], depthOf: ReadonlyMap<string, number>): Course {
  const goesDown = order.indexOf(link.fromId) < order.indexOf(link.toId);
  const isSideways = depthOf.get(link.fromId) === depthOf.get(link.toId);
  // Between two of the same depth nothing is to the left of them but the way down: they use the other side.
  return { link, side: goesDown !== isSideways ? 'left' : 'right', lowerId: goesDown ? link.toId : link.fromId };
}

function labelsAbove(courses: readonly Course[], id: string, side: Side): Course[] {
  return courses.filter((course) => course.lowerId === id && course.side === side);
}

function arrowOf(course: Course, courses: readonly Course[], boxOf: ReadonlyMap<string, Box>): Arrow[] {
  const { link, side, lowerId } = course;
  const from = boxOf.get(link.fromId);
  const to = boxOf.get(link.toId);
  const lower = boxOf.get(lowerId);
  if (from === undefined || to === undefined || lower === undefined) return [];
  const mine = labelsAbove(courses, lowerId, side);
  const edge = side === 'left' ? lower.x : lower.x + lower.width;
  const inwards = side === 'left' ? 1 : -1;
  return [
    {
      ...link,
      isBack: to.y < from.y,
      line: lineOf(from, to, side),
      label: {
        x: edge + 4 * inwards,
        y: lower.y - 7 - LABEL * (mine.length - 1 - mine.indexOf(course)),
        anchor: side === 'left' ? 'start' : 'end',
      },
    },
  ];
}

function lineOf(from: Box, to: Box, side: Side): string {
  const edge = (box: Box): number => (side === 'left' ? box.x : box.x + box.width);
  const outwards = side === 'left' ? -1 : 1;
  const middle = ({ y, height }: Box, shift = 0): number => y + height / 2 + shift;
  if (from.x === to.x) {
    return `M${edge(from)} ${middle(from, 14)} H${edge(from) + 6 * outwards} V${middle(to, 14)} H${edge(to)}`;
  }
  // Out of the foot of the upper box or into it, clear of what stands deeper.
  if (from.y < to.y) return `M${edge(from) - 10 * outwards} ${from.y + from.height} V${middle(to)} H${edge(to)}`;
  return `M${edge(from)} ${middle(from)} H${edge(to) - 10 * outwards} V${to.y + to.height}`;
}
