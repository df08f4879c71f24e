import { useQueryClient } from '@tanstack/react-query';
import type { BuyerSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../api/use-action.js';
import { useDraft } from '../../form/use-draft.js';
import { useServerErrors } from '../../form/use-server-errors.js';
import { Dialog } from '../../ui/dialog.js';
import { Button, Group, NativeSelect, Stack, Text, Textarea } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { Problem } from '../../ui/problem.js';
import { useToast } from '../../ui/toast.context.js';
import { api } from '../api.js';
import { useT } from './messages.js';
import type { Order } from '../order/use-order.js';
import { refundRequestsKey } from './use-refund-requests.js';

type Reason = BuyerSchemas['AskForRefundRequest']['reason'];
const REASONS: readonly Reason[] = ['not_received', 'not_as_described', 'damaged', 'changed_mind', 'other'];
const MOST_CHARACTERS = 2_000;

interface Fields {
  readonly reason: Reason | '';
  readonly message: string;
}

/** Asks why, says what will happen with which amount, and sends it. No money moves before the marketplace has agreed. */
export function AskForRefund({ order, onClose }: { order: Order; onClose: () => void }): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const tell = useToast();
  const form = useForm<Fields>({ defaultValues: { reason: '', message: '' } });
  const { forget } = useDraft(form, `refund-request:${order.id}`, ['reason', 'message']);
  const ask = useAction(
    (body: BuyerSchemas['AskForRefundRequest'], key) =>
      api.POST('/v1/orders/{orderId}/refund-requests', {
        params: { path: { orderId: order.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    {
      onSuccess: () => {
        forget();
        void queries.invalidateQueries({ queryKey: refundRequestsKey(order.id) });
        tell(t('refund.asked'));
        onClose();
      },
    },
  );
  const problem = useServerErrors(form, ask.error);
  const { errors } = form.formState;
  return (
    <Dialog title={t('refund.ask')} canClose={!ask.isPending} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) =>
          void form.handleSubmit(({ reason, message }) => {
            if (reason !== '') ask.run({ reason, message: message.trim() });
          })(event)
        }
      >
        <Stack>
          <Text>
            {t('refund.consequence')} <Money amountMinor={order.amountMinor} currency={order.currency} />
          </Text>
          <NativeSelect
            {...form.register('reason', { required: t('form.required') })}
            label={t('refund.reason')}
            data={[
              { value: '', label: t('refund.chooseReason') },
              ...REASONS.map((value) => ({ value, label: t(`refund.reason.${value}`) })),
            ]}
            error={errors.reason?.message}
          />
          <Textarea
            {...form.register('message')}
            label={t('refund.message')}
            description={t('refund.messageHint')}
            maxLength={MOST_CHARACTERS}
            rows={4}
            error={errors.message?.message}
          />
          {problem !== null && <Problem error={problem} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" disabled={ask.isPending} onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={ask.isPending}>
              {t('refund.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
