import { Money as Amount } from '@guildhall/money';
import { type ReactNode, useId } from 'react';
import { useWidth } from '../../../charts/use-width.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { COLUMNS_FROM_PX, columnsLayout } from './columns.layout.js';
import styles from './money-diagram.module.css';
import type { Path } from './money-links.js';
import { treeLayout } from './tree.layout.js';
import { useNodeWords } from './use-node-words.js';

const THINNEST = 1.5;
const THICKEST = 7;

/** The path of the money as a picture; the tables beside it say the same to those who do not see it. */
export function MoneyDiagram({ path }: { path: Path }): ReactNode {
  const { locale } = useMessages();
  const { nameOf, restsOf } = useNodeWords(path.currency);
  const [picture, width] = useWidth<SVGSVGElement>();
  const tip = useId();
  const { height, boxes, arrows } = width < COLUMNS_FROM_PX ? treeLayout(path, width) : columnsLayout(path, width);
  const most = Math.max(1, ...arrows.map(({ amountMinor }) => amountMinor));
  return (
    <svg ref={picture} height={height} className={styles.picture} aria-hidden="true">
      <defs>
        {([false, true] as const).map((isBack) => (
          <marker
            key={String(isBack)}
            id={`${tip}${isBack}`}
            className={isBack ? styles.backTip : styles.tip}
            markerUnits="userSpaceOnUse"
            markerWidth="12"
            markerHeight="12"
            viewBox="0 0 12 12"
            refX="11"
            refY="6"
            orient="auto"
          >
            <path d="M0 0L12 6L0 12z" />
          </marker>
        ))}
      </defs>
      {arrows.map(({ fromId, toId, line, isBack, amountMinor }) => (
        <path
          key={`${fromId} ${toId}`}
          d={line}
          className={isBack ? styles.back : styles.forth}
          strokeWidth={THINNEST + (THICKEST - THINNEST) * (amountMinor / most)}
          markerEnd={`url(#${tip}${isBack})`}
        />
      ))}
      {boxes.map(({ node, x, y, width: boxWidth, height: boxHeight }) => (
        <foreignObject key={node.id} x={x} y={y} width={boxWidth} height={boxHeight}>
          <div className={styles.box} data-kind={node.kind}>
            <strong>{nameOf(node)}</strong>
            {restsOf(node).map((words) => (
              <span key={words}>{words}</span>
            ))}
          </div>
        </foreignObject>
      ))}
      {arrows.map(({ fromId, toId, label, amountMinor }) => (
        <text key={`${fromId} ${toId}`} x={label.x} y={label.y} textAnchor={label.anchor} className={styles.amount}>
          {Amount.of(amountMinor, path.currency).format(locale)}
        </text>
      ))}
    </svg>
  );
}
