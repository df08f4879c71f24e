import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { Button, Stack, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import type { Order } from '../order/use-order.js';
import { type Decline, DeclineNotice } from './decline.notice.js';
import { goTo } from './go-to.js';
import { returnUrl } from './return-url.js';
import { UnknownOutcome } from './unknown-outcome.js';

const PAID = ['succeeded', 'processing', 'requires_capture'];

/** Stripe's fields and our button. Card data stays in Stripe's frames; we only hear how it went. */
export function PaymentForm({ order, lastDecline, onFailed }: PaymentFormProps): ReactNode {
  const t = useT();
  const stripe = useStripe();
  const elements = useElements();
  const isPaying = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  const [decline, setDecline] = useState<Decline | null>(lastDecline);
  const [isUnknown, setUnknown] = useState(false);

  const pay = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (stripe === null || elements === null || isPaying.current) return;
    isPaying.current = true;
    setBusy(true);
    setDecline(null);
    setUnknown(false);
    try {
      const confirmParams = { return_url: returnUrl(order.id) };
      const { error } = await stripe.confirmPayment({ elements, confirmParams, redirect: 'if_required' });
      // Also when another tab was quicker: Stripe then refuses, and says how the payment is.
      if (error === undefined || PAID.includes(error.payment_intent?.status ?? '')) {
        goTo(`/orders/${order.id}`);
        return; // still busy: the page is being left
      }
      if (error.type === 'api_connection_error' || error.type === 'api_error') setUnknown(true);
      else if (error.type !== 'validation_error') setDecline({ code: error.decline_code ?? error.code ?? null, message: error.message ?? '' }); // prettier-ignore
      onFailed();
    } catch {
      setUnknown(true);
    }
    isPaying.current = false;
    setBusy(false);
  };

  return (
    <form onSubmit={(event) => void pay(event)} aria-busy={isBusy}>
      <Stack gap="lg">
        {decline !== null && <DeclineNotice decline={decline} />}
        {isUnknown && <UnknownOutcome orderId={order.id} />}
        <PaymentElement
          onReady={() => {
            setReady(true);
          }}
          options={{ layout: 'tabs' }}
        />
        <Stack gap="xs">
          <Button type="submit" size="md" loading={isBusy} disabled={!isReady}>
            {t('payment.pay')}&nbsp;
            <Money amountMinor={order.amountMinor} currency={order.currency} />
          </Button>
          <Text size="sm" c="dimmed">
            {t('payment.byStripe')}
          </Text>
        </Stack>
      </Stack>
    </form>
  );
}

interface PaymentFormProps {
  readonly order: Order;
  /** From before this page was opened. */
  readonly lastDecline: Decline | null;
  readonly onFailed: () => void;
}
