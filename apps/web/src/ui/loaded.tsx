import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NotFound } from '../shell/not-found.js';
import { Loading } from './loading.js';
import { isNotFound } from './problem-message.js';
import { Problem } from './problem.js';

/** What a page reads: on its way, not there, failed, or here. What was read before stays while it is read again. */
export function Loaded<Data>({ query, shape = 'page', children }: LoadedProps<Data>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Loading shape={shape} />;
  if (isNotFound(query.error)) return <NotFound />;
  return <Problem error={query.error} onRetry={() => void query.refetch()} />;
}

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly shape?: 'page' | 'table' | 'text';
  readonly children: (data: Data) => ReactNode;
}
