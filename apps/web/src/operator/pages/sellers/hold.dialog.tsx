import { useQueryClient } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../../api/use-action.js';
import { useServerErrors } from '../../../form/use-server-errors.js';
import { Dialog } from '../../../ui/dialog.js';
import { Button, Group, Stack, Text, Textarea } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

type Seller = AdminSchemas['SellerResponse'];

interface Fields {
  readonly reason: string;
}

/** Holds a seller's payouts, or releases them: what that means, why, and then what has happened. */
export function HoldDialog({ seller, onClose }: { seller: Seller; onClose: () => void }): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const wish = seller.payoutHoldReason === null ? 'hold' : 'release';
  const form = useForm<Fields>({ defaultValues: { reason: '' } });
  const action = useAction((body: Fields, key: string) => {
    const params = { path: { sellerId: seller.id }, header: { 'Idempotency-Key': key } };
    return wish === 'hold'
      ? api.POST('/v1/sellers/{sellerId}/payout-hold', { params, body })
      : api.POST('/v1/sellers/{sellerId}/payout-hold/release', { params, body });
  });
  const problem = useServerErrors(form, action.error);
  const close = (): void => {
    onClose();
    if (action.data !== undefined) void client.invalidateQueries();
  };
  const name = seller.displayName;
  return (
    <Dialog title={t(`seller.${wish}`)} onClose={close} canClose={!action.isPending}>
      {action.data === undefined ? (
        <form noValidate onSubmit={(event) => void form.handleSubmit(action.run)(event)}>
          <Stack>
            <Text>{t(`hold.${wish}Consequence`, { name })}</Text>
            {problem !== null && <Problem error={problem} />}
            <Textarea
              {...form.register('reason', { required: t('form.required') })}
              label={t('hold.reason')}
              description={t(`hold.${wish}ReasonHint`)}
              error={form.formState.errors.reason?.message}
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={close} disabled={action.isPending}>
                {t('action.cancel')}
              </Button>
              <Button type="submit" loading={action.isPending} {...(wish === 'hold' ? { color: 'red.8' } : {})}>
                {t(`seller.${wish}`)}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <div role="status">{t(`hold.${wish}Result`, { name })}</div>
          <Group justify="flex-end">
            <Button onClick={close}>{t('action.done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
