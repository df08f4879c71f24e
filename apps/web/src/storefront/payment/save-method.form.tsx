import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { Button, Group, Stack } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { useT } from '../messages.js';
import { knownDecline } from './decline.js';

/** Saves a payment method for later with a SetupIntent: nothing is charged. */
export function SaveMethodForm({ onSaved, onCancel }: { onSaved: () => void; onCancel: () => void }): ReactNode {
  const t = useT();
  const stripe = useStripe();
  const elements = useElements();
  const isSaving = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (stripe === null || elements === null || isSaving.current) return;
    isSaving.current = true;
    setBusy(true);
    setRefusal(null);
    const confirmParams = { return_url: new URL('/account/payment-methods', window.location.origin).href };
    const { error } = await stripe.confirmSetup({ elements, confirmParams, redirect: 'if_required' });
    isSaving.current = false;
    setBusy(false);
    if (error === undefined) {
      onSaved();
      return;
    }
    const known = knownDecline(error.decline_code ?? error.code);
    if (error.type !== 'validation_error') setRefusal(known === null ? (error.message ?? '') : t(`decline.${known}`));
  };
  return (
    <form onSubmit={(event) => void save(event)} aria-busy={isBusy}>
      <Stack>
        {refusal !== null && <Notice mood="bad" title={refusal} isAlert />}
        <PaymentElement
          onReady={() => {
            setReady(true);
          }}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" disabled={isBusy} onClick={onCancel}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {t('methods.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
