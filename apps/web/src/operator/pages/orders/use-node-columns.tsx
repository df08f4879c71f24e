import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import type { Node } from './money-links.js';
import { useNodeWords } from './use-node-words.js';

const AMOUNTS = ['inMinor', 'outMinor', 'restsMinor'] as const;

/** Who got, gave and kept how much. */
export function useNodeColumns(currency: string): readonly Column<Node>[] {
  const t = useT();
  const { nameOf } = useNodeWords(currency);
  return [
    {
      key: 'node',
      header: t('moneyPath.who'),
      cell: (node) => (node.sellerId === null ? nameOf(node) : <SellerLink sellerId={node.sellerId} />),
      csv: nameOf,
      priority: 1,
    },
    ...AMOUNTS.map((key) =>
      amountColumn<Node>(key, t(`moneyPath.${key}`), (node) => ({ amountMinor: node[key], currency })),
    ),
  ];
}
