import { type ReactNode, useState } from 'react';
import { Loading } from '../../ui/loading.js';
import { Button, Paper, Stack, Text, Title } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { useT } from './messages.js';
import { AskForRefund } from './ask-for-refund.js';
import { RefundRequestItem } from './refund-request-item.js';
import styles from './refund-requests.module.css';
import type { Order } from '../order/use-order.js';
import { useRefundRequests } from './use-refund-requests.js';

/** Asking for the money of a paid order back, one request at a time, and what became of each. */
export function RefundRequests({ order }: { order: Order }): ReactNode {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const { data: requests, error, refetch } = useRefundRequests(order);
  const mayAsk = order.state === 'paid' && requests !== undefined && requests[0]?.state !== 'open';
  if (requests?.length === 0 && !mayAsk) return null;
  return (
    <Paper withBorder radius="lg" p="md" component="section" data-noprint>
      <Stack>
        <Title order={2} size="h3">
          {t('refund.title')}
        </Title>
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {error === null && requests === undefined && <Loading shape="text" />}
        {requests !== undefined && requests.length > 0 && (
          <ul className={styles.requests}>
            {requests.map((request) => (
              <RefundRequestItem key={request.id} request={request} />
            ))}
          </ul>
        )}
        {mayAsk && (
          <>
            {requests.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('refund.hint')}
              </Text>
            )}
            <div>
              <Button
                variant="default"
                size="sm"
                onClick={() => {
                  setAsking(true);
                }}
              >
                {requests.length === 0 ? t('refund.ask') : t('refund.askAgain')}
              </Button>
            </div>
          </>
        )}
      </Stack>
      {isAsking && (
        <AskForRefund
          order={order}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Paper>
  );
}
