import { useStripe } from '@stripe/react-stripe-js';
import { type ReactNode, useState } from 'react';
import { Button, Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { useT } from '../messages.js';
import { type Decline, DeclineNotice } from './decline.notice.js';
import { goTo } from './go-to.js';

/** A payment that was begun and waits for the buyer at the bank (3D Secure) or at another method's page. */
export function ContinueAtBank({ orderId, clientSecret, onFailed }: ContinueAtBankProps): ReactNode {
  const t = useT();
  const stripe = useStripe();
  const [isBusy, setBusy] = useState(false);
  const [decline, setDecline] = useState<Decline | null>(null);
  const go = async (): Promise<void> => {
    if (stripe === null) return;
    setBusy(true);
    const { error } = await stripe.handleNextAction({ clientSecret });
    if (error === undefined) {
      goTo(`/orders/${orderId}`);
      return;
    }
    setDecline({ code: error.decline_code ?? error.code ?? null, message: error.message ?? '' });
    setBusy(false);
    onFailed();
  };
  if (decline !== null) return <DeclineNotice decline={decline} />;
  return (
    <Notice mood="attention" title={t('payment.begun')}>
      <Text size="sm">{t('payment.begunHint')}</Text>
      <div>
        <Button loading={isBusy} disabled={stripe === null} onClick={() => void go()}>
          {t('payment.continueAtBank')}
        </Button>
      </div>
    </Notice>
  );
}

interface ContinueAtBankProps {
  readonly orderId: string;
  readonly clientSecret: string;
  readonly onFailed: () => void;
}
