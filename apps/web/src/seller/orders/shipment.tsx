import { type ReactNode, useEffect, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Facts } from '../../ui/facts.js';
import { Button, Group, Paper, Stack, Text, Title } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { When } from '../../ui/when.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { progressOf } from './order-badge.js';
import { ShipForm } from './ship.form.js';
import { type Order, useOrderChanged } from './use-order.js';

/** By the API; a press in the last moment may come too late, and is told so. */
const UNDO_WITHIN_MS = 60_000;

/** Whether and how the goods are on their way: to say so, to correct it, to take it back within a minute. */
export function Shipment({ order }: { order: Order }): ReactNode {
  const t = useT();
  const [isCorrecting, setCorrecting] = useState(false);
  const progress = progressOf(order);
  const isForm = isCorrecting || progress === 'to_ship';
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack>
        <Title order={2} size="h3">
          {t('order.shipment')}
        </Title>
        {progress === 'going_back' && order.shippedAt === null && <Text c="dimmed">{t('order.nothingToShip')}</Text>}
        {!isForm && order.shippedAt !== null && (
          <Shipped
            key={order.shippedAt}
            order={order}
            shippedAt={order.shippedAt}
            onCorrect={() => {
              setCorrecting(true);
            }}
          />
        )}
        {isForm && (
          <ShipForm
            order={order}
            onDone={() => {
              setCorrecting(false);
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}

function Shipped({ order, shippedAt, onCorrect }: ShippedProps): ReactNode {
  const t = useT();
  const { id: orderId, carrier, trackingNumber } = order;
  const changed = useOrderChanged();
  const mayUndo = useIsWithin(shippedAt, UNDO_WITHIN_MS);
  const undo = useAction(
    (_: null, key) =>
      api.POST('/v1/orders/{orderId}/unship', { params: { path: { orderId }, header: { 'Idempotency-Key': key } } }),
    { onSuccess: changed },
  );
  return (
    <>
      <Facts
        plain
        facts={[
          [t('order.shippedAt'), <When key="shipped" at={shippedAt} exact />],
          [t('order.carrier'), carrier],
          [t('order.tracking'), trackingNumber],
        ]}
      />
      {undo.error !== null && <Problem error={undo.error} />}
      <Group gap="sm">
        {mayUndo && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => {
              undo.run(null);
            }}
          >
            {t('action.undo')}
          </Button>
        )}
        <Button variant="default" onClick={onCorrect}>
          {t('order.correct')}
        </Button>
      </Group>
    </>
  );
}

/** True until that long after the moment, by this browser's clock. */
function useIsWithin(at: string, ms: number): boolean {
  const end = new Date(at).getTime() + ms;
  const [isWithin, setWithin] = useState(() => Date.now() < end);
  useEffect(() => {
    const timer = setTimeout(() => { setWithin(false); }, Math.max(0, end - Date.now())); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, [end]);
  return isWithin;
}

interface ShippedProps {
  readonly order: Order;
  readonly shippedAt: string;
  readonly onCorrect: () => void;
}
