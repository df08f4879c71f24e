import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { Button, Group, Stack } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { useT } from '../messages.js';
import type { Decline } from './decline.notice.js';
import { tellableDecline } from './tellable-decline.js';

/** Saves a payment method for later with a SetupIntent: nothing is charged. */
export function SaveMethodForm({ onSaved, onCancel }: { onSaved: () => void; onCancel: () => void }): ReactNode {
  const t = useT();
  const stripe = useStripe();
  const elements = useElements();
  const isSaving = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  const [refusal, setRefusal] = useState<Decline | null>(null);
  const words = useApiWords(refusal !== null);
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
    if (error.type !== 'validation_error') setRefusal({ code: error.decline_code ?? error.code ?? null, message: error.message ?? '' }); // prettier-ignore
  };
  return (
    <form onSubmit={(event) => void save(event)} aria-busy={isBusy}>
      <Stack>
        {refusal !== null && words !== null && (
          <Notice mood="bad" title={words('decline', tellableDecline(refusal.code), refusal.message)} isAlert />
        )}
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
