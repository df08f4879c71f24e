import { useQuery } from '@tanstack/react-query';
import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { Loaded } from '../../../ui/loaded.js';
import { Paper, Stack, Text, Title } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { MoneyDiagram } from './money-diagram.js';
import { moneyColumns, type Node, type Path } from './money-links.js';
import styles from './money-path.module.css';
import { type Flow, useFlowColumns } from './use-flow-columns.js';
import { useNodeColumns } from './use-node-columns.js';
import { useNodeWords } from './use-node-words.js';

/** Where an order's money went, by the books: drawn, added up, and as tables. */
export function MoneyPath({ orderId }: { orderId: string }): ReactNode {
  const t = useT();
  const money = useQuery({
    queryKey: ['order', orderId, 'money-path'],
    queryFn: () => api.GET('/v1/orders/{orderId}/money-path', { params: { path: { orderId } } }),
  });
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3">
        {t('moneyPath.title')}
      </Title>
      <Loaded query={money} shape="table">
        {({ paths }) =>
          paths.length === 0 ? (
            <Text c="dimmed">{t('moneyPath.empty')}</Text>
          ) : (
            paths.map((path) => <OnePath key={path.currency} path={path} />)
          )
        }
      </Loaded>
    </Stack>
  );
}

function OnePath({ path }: { path: Path }): ReactNode {
  const t = useT();
  const { currency, nodes, flows } = path;
  return (
    <Paper withBorder p="md">
      <Stack>
        <MoneyDiagram path={path} />
        <Text ta="center">{useSum(path)}</Text>
        <details className={styles.details}>
          <summary>{t('chart.asTable')}</summary>
          <Stack mt="md" gap="lg">
            <RowsTable<Node>
              name="money-path-nodes"
              title={t('moneyPath.nodes')}
              columns={useNodeColumns(currency)}
              rows={moneyColumns(nodes).flat()}
              rowKey={({ id }) => id}
              empty={null}
            />
            <RowsTable<Flow>
              name="money-path-flows"
              title={t('moneyPath.flows')}
              columns={useFlowColumns(path)}
              rows={flows}
              rowKey={(flow) => `${flow.entryId} ${flow.fromId} ${flow.toId}`}
              empty={null}
            />
          </Stack>
        </details>
      </Stack>
    </Paper>
  );
}

/** What the buyer gave, and where it rests: the two sides are equal, because the books are. */
function useSum({ nodes, currency }: Path): string {
  const t = useT();
  const { locale } = useMessages();
  const { nameOf } = useNodeWords(currency);
  const money = (minor: number): string => Amount.of(minor, currency).format(locale);
  const given = nodes.filter(({ kind }) => kind === 'buyer').reduce((sum, { restsMinor }) => sum - restsMinor, 0);
  const parts = moneyColumns(nodes)
    .flat()
    .filter(({ kind, restsMinor }) => kind !== 'buyer' && restsMinor !== 0);
  const text = parts.map((node, index) => {
    const sign = node.restsMinor < 0 ? '− ' : index === 0 ? '' : '+ ';
    return `${sign}${money(Math.abs(node.restsMinor))} ${nameOf(node)}`;
  });
  return t('moneyPath.sum', { amount: money(given), parts: text.length === 0 ? money(0) : text.join(' ') });
}
