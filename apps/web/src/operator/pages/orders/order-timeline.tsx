import { useInfiniteQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { IdText } from '../../../ui/id-text.js';
import { Loading } from '../../../ui/loading.js';
import { Button, Group, Text } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { pageOf } from '../../api-page.js';
import { useT } from '../../messages.js';
import { knownState } from './timeline.states.js';
import { useTimelineWords } from './use-timeline-words.js';

type Item = AdminSchemas['OrderTimelineItemResponse'];
type Order = AdminSchemas['OrderFileResponse'];

const ITEMS_PER_PAGE = 50;

/** Everything that happened to an order, oldest first: requests, operations, events, entries, refunds, what operators did. */
export function OrderTimeline({ order: { id: orderId, attempts } }: { order: Order }): ReactNode {
  const t = useT();
  const timeline = useInfiniteQuery({
    queryKey: ['order', orderId, 'timeline'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }) =>
      api.GET('/v1/orders/{orderId}/timeline', {
        params: { path: { orderId }, query: { limit: ITEMS_PER_PAGE, ...(cursor === null ? {} : { cursor }) } },
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const columns = useColumns(attempts);
  if (timeline.data === undefined) {
    if (timeline.isError) return <Problem error={timeline.error} onRetry={() => void timeline.refetch()} />;
    return <Loading shape="table" />;
  }
  return (
    <RowsTable<Item>
      name="order-timeline"
      title={t('timeline.title')}
      columns={columns}
      rows={timeline.data.pages.flatMap(({ data }) => data)}
      rowKey={({ source, id }) => `${source}:${id}`}
      empty={<Text c="dimmed">{t('timeline.empty')}</Text>}
      note={
        timeline.hasNextPage && (
          <Group justify="center">
            <Button
              variant="default"
              loading={timeline.isFetchingNextPage}
              onClick={() => void timeline.fetchNextPage()}
            >
              {t('timeline.more')}
            </Button>
          </Group>
        )
      }
    />
  );
}

function useColumns(attempts: Order['attempts']): readonly Column<Item>[] {
  const t = useT();
  const { whatOf, noteOf } = useTimelineWords(attempts);
  return useMemo(
    () => [
      {
        key: 'what',
        header: t('timeline.what'),
        // Its own page shows the order already; a try to pay stands above.
        cell: (item) => {
          const { href, source } = item;
          const isElsewhere = href !== null && source !== 'order' && source !== 'payment_attempt';
          return isElsewhere ? <AppLink to={pageOf(href)}>{whatOf(item)}</AppLink> : whatOf(item);
        },
        csv: ({ what }) => what,
        priority: 1,
      },
      {
        key: 'source',
        header: t('timeline.source'),
        cell: ({ source }) => t(`timeline.source.${source}`),
        csv: ({ source }) => source,
      },
      {
        key: 'state',
        header: t('orders.state'),
        cell: ({ state }) => {
          const known = knownState(state);
          return known === null ? (
            state
          ) : (
            <StateBadge mood={known.mood}>{t(`timeline.state.${known.name}`)}</StateBadge>
          );
        },
        csv: ({ state }) => state,
      },
      {
        key: 'note',
        header: t('timeline.note'),
        cell: noteOf,
        csv: ({ note }) => note,
        priority: 3,
      },
      {
        key: 'stripeId',
        header: t('timeline.stripeId'),
        cell: ({ stripeId }) => (stripeId === null ? '–' : <IdText id={stripeId} />),
        csv: ({ stripeId }) => stripeId,
        priority: 4,
      },
      { key: 'at', header: t('timeline.at'), cell: ({ at }) => <When at={at} exact />, csv: ({ at }) => at },
    ],
    [t, whatOf, noteOf],
  );
}
