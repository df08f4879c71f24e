import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { Notice } from '../../../ui/notice.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

/** The buyer of this order waits for an answer; nothing when not. */
export function OpenRequest({ orderId }: { orderId: string }): ReactNode {
  const t = useT();
  const requests = useQuery({
    queryKey: ['order', orderId, 'refund-requests'],
    queryFn: () => api.GET('/v1/refund-requests', { params: { query: { orderId, state: 'open', limit: 1 } } }),
  });
  const open = requests.data?.data[0];
  if (open === undefined) return null;
  return (
    <Notice mood="attention" title={t('order.openRequest')}>
      <AppLink to={`/refund-requests/${open.id}`}>{t('order.toRequest')}</AppLink>
    </Notice>
  );
}
