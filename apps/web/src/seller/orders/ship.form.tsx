import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../api/use-action.js';
import { useServerErrors } from '../../form/use-server-errors.js';
import { Button, Group, Stack, TextInput } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { useToast } from '../../ui/toast.context.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { type Order, useOrderChanged } from './use-order.js';

interface Fields {
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** Says that the goods are on their way; again to correct carrier and tracking number. Both may be left out. */
export function ShipForm({ order, onDone }: { order: Order; onDone: () => void }): ReactNode {
  const t = useT();
  const tell = useToast();
  const changed = useOrderChanged();
  const form = useForm<Fields>({
    defaultValues: { carrier: order.carrier ?? '', trackingNumber: order.trackingNumber ?? '' },
  });
  const isNew = order.shippedAt === null;
  const ship = useAction(
    ({ carrier, trackingNumber }: Fields, key) =>
      api.POST('/v1/orders/{orderId}/ship', {
        params: { path: { orderId: order.id }, header: { 'Idempotency-Key': key } },
        body: {
          ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
          ...(trackingNumber.trim() === '' ? {} : { trackingNumber: trackingNumber.trim() }),
        },
      }),
    {
      onSuccess: (shipped) => {
        changed(shipped);
        tell(t(isNew ? 'order.isShipped' : 'account.saved'));
        onDone();
      },
    },
  );
  const problem = useServerErrors(form, ship.error);
  const { errors } = form.formState;
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(ship.run)(event)}>
      <Stack>
        {problem !== null && <Problem error={problem} />}
        <TextInput
          {...form.register('carrier')}
          label={t('order.carrier')}
          description={t('order.carrierHint')}
          error={errors.carrier?.message}
        />
        <TextInput
          {...form.register('trackingNumber')}
          label={t('order.tracking')}
          error={errors.trackingNumber?.message}
        />
        <Group gap="sm">
          <Button type="submit" loading={ship.isPending}>
            {t(isNew ? 'order.ship' : 'account.save')}
          </Button>
          {!isNew && (
            <Button variant="default" disabled={ship.isPending} onClick={onDone}>
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
