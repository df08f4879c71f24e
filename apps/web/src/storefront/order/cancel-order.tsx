import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Dialog } from '../../ui/dialog.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Problem } from '../../ui/problem.js';
import { useToast } from '../../ui/toast.context.js';
import { api } from '../api.js';
import { cart } from '../cart/cart.js';
import { useT } from '../messages.js';
import { orderKey, type Order } from './use-order.js';

/** Gives an unpaid order up: its goods go back into the cart, and nothing can be paid any more. */
export function CancelOrder({ order }: { order: Order }): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const tell = useToast();
  const [isAsking, setAsking] = useState(false);
  const cancel = useAction(
    (orderId: string, key) =>
      api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId }, header: { 'Idempotency-Key': key } } }),
    {
      onSuccess: (canceled) => {
        queries.setQueryData(orderKey(order.id), canceled);
        cart.closeOrder(order.id, order.lines);
        setAsking(false);
        tell(t('order.canceledToast'));
      },
    },
  );
  return (
    <>
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('order.cancel')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('order.cancelTitle')}
          canClose={!cancel.isPending}
          onClose={() => {
            setAsking(false);
          }}
        >
          <Text>
            {t('order.cancelHint')} <Money amountMinor={order.amountMinor} currency={order.currency} />
          </Text>
          {cancel.error !== null && <Problem error={cancel.error} />}
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              disabled={cancel.isPending}
              onClick={() => {
                setAsking(false);
              }}
            >
              {t('order.keep')}
            </Button>
            <Button
              color="red"
              loading={cancel.isPending}
              onClick={() => {
                cancel.run(order.id);
              }}
            >
              {t('order.cancel')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
