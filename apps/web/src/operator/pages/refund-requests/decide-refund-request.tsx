import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useDraft } from '../../../form/use-draft.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Group, NativeSelect, Paper, Stack, Textarea, Title } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { RefundPreview } from '../refunds/refund-preview.js';
import { ApproveRequest } from './approve-request.js';
import { DeclineRequest } from './decline-request.js';
import type { RefundRequest } from './refund-request.states.js';

export type CommissionPolicy = NonNullable<AdminSchemas['CreateRefundRequest']['commissionPolicy']>;

const POLICIES: readonly CommissionPolicy[] = ['return', 'keep'];
const MOST_CHARACTERS = 2_000;

interface Fields {
  answer: string;
  commissionPolicy: CommissionPolicy;
}

/** Yes or no to a buyer: who would bear what, and the words that the buyer will read. */
export function DecideRefundRequest({ request }: { request: RefundRequest }): ReactNode {
  const t = useT();
  const [asked, setAsked] = useState<'approve' | 'decline' | null>(null);
  const form = useForm<Fields>({ defaultValues: { answer: '', commissionPolicy: 'return' } });
  const { forget } = useDraft(form, `refund-request:${request.id}`, ['answer']);
  const [answer, commissionPolicy] = useWatch({ control: form.control, name: ['answer', 'commissionPolicy'] });
  const { orderId } = request;
  const preview = useQuery({
    queryKey: ['refund-preview', orderId, 'requested_by_customer', commissionPolicy],
    staleTime: 0,
    queryFn: () =>
      api.POST('/v1/orders/{orderId}/refunds/preview', { params: { path: { orderId } }, body: { commissionPolicy } }),
  });
  const close = (): void => {
    setAsked(null);
  };
  const decline = (): void => {
    if (answer.trim() === '')
      form.setError('answer', { message: t('refundRequest.answerNeeded') }, { shouldFocus: true });
    else setAsked('decline');
  };
  return (
    <Stack component="section" gap="lg">
      <Title order={2} size="h3">
        {t('refundRequest.decide')}
      </Title>
      <Loaded query={preview} shape="table">
        {(found) => <RefundPreview preview={found} />}
      </Loaded>
      <Paper withBorder p="lg">
        <Stack>
          <NativeSelect
            {...form.register('commissionPolicy')}
            label={t('refund.commission')}
            data={POLICIES.map((value) => ({ value, label: t(`refund.policy.${value}`) }))}
            maw={320}
          />
          <Textarea
            {...form.register('answer', { onChange: () => { form.clearErrors('answer'); } })} // prettier-ignore
            label={t('refundRequest.answer')}
            description={t('refundRequest.answerHint')}
            maxLength={MOST_CHARACTERS}
            rows={3}
            error={form.formState.errors.answer?.message}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={decline}>
              {t('refundRequest.decline')}
            </Button>
            <Button
              disabled={preview.data === undefined}
              onClick={() => {
                setAsked('approve');
              }}
            >
              {t('refundRequest.approve')}
            </Button>
          </Group>
        </Stack>
      </Paper>
      {asked === 'approve' && preview.data !== undefined && (
        <ApproveRequest
          request={request}
          preview={preview.data}
          body={{ commissionPolicy, ...(answer.trim() === '' ? {} : { answer: answer.trim() }) }}
          onDone={forget}
          onClose={close}
        />
      )}
      {asked === 'decline' && (
        <DeclineRequest request={request} answer={answer.trim()} onDone={forget} onClose={close} />
      )}
    </Stack>
  );
}
