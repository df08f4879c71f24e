import { ApiProblem } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { Dialog } from '../../ui/dialog.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';

export interface ChangedPrice {
  readonly currency: string;
  readonly beforeMinor: number;
  readonly nowMinor: number;
}

/** @returns null when the order was refused for another reason */
export function changedPriceOf(error: unknown): ChangedPrice | null {
  if (!(error instanceof ApiProblem) || !error.is('price_changed')) return null;
  const { currency, totalMinor, acceptedTotalMinor } = error.facts;
  const isComplete = typeof currency === 'string' && typeof totalMinor === 'number' && typeof acceptedTotalMinor === 'number'; // prettier-ignore
  return isComplete ? { currency, beforeMinor: acceptedTotalMinor, nowMinor: totalMinor } : null;
}

/** The total is another one than was shown: says so, and asks. */
export function PriceChangedDialog({ change, onAccept, onClose }: PriceChangedDialogProps): ReactNode {
  const t = useT();
  const { currency, beforeMinor, nowMinor } = change;
  return (
    <Dialog title={t('checkout.priceChanged')} onClose={onClose}>
      <Text>
        {t('checkout.priceBefore')} <Money amountMinor={beforeMinor} currency={currency} />
      </Text>
      <Text fw={650}>
        {t('checkout.priceNow')} <Money amountMinor={nowMinor} currency={currency} />
      </Text>
      <Text c="dimmed">{t('checkout.priceHint')}</Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button onClick={onAccept}>
          {t('checkout.orderFor')} <Money amountMinor={nowMinor} currency={currency} />
        </Button>
      </Group>
    </Dialog>
  );
}

interface PriceChangedDialogProps {
  readonly change: ChangedPrice;
  readonly onAccept: () => void;
  readonly onClose: () => void;
}
