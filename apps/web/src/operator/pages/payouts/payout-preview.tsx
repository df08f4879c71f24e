import type { AdminSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { Facts } from '../../../ui/facts.js';
import { Button, Group, Stack, Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { Notice } from '../../../ui/notice.js';
import { useT } from '../../messages.js';

type Preview = AdminSchemas['PayoutPreviewResponse'];

/** What would come of a payout: it would work, or why not, and the figure that would. */
export function PayoutPreview({ preview, onTakeMost }: { preview: Preview; onTakeMost: () => void }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const { amountMinor, payableMinor, waitingMinor, currency, refusalCode } = preview;
  const money = (minor: number): string => Amount.of(minor, currency).format(locale);
  return (
    <Stack gap="sm" aria-live="polite">
      {refusalCode === null ? (
        <Text>{t('newPayout.works', { amount: money(amountMinor) })}</Text>
      ) : (
        <Notice mood="attention" title={t('newPayout.refused', { amount: money(amountMinor) })}>
          <Text size="sm">{refusalOf(preview, t, money)}</Text>
          {payableMinor > 0 && payableMinor !== amountMinor && (
            <Group>
              <Button variant="default" size="xs" onClick={onTakeMost}>
                {t('newPayout.takeMost', { amount: money(payableMinor) })}
              </Button>
            </Group>
          )}
        </Notice>
      )}
      <Facts
        plain
        facts={[
          [t('newPayout.payable'), <Money key="payable" amountMinor={payableMinor} currency={currency} />],
          [t('newPayout.waiting'), <Money key="waiting" amountMinor={waitingMinor} currency={currency} />],
        ]}
      />
    </Stack>
  );
}

/** In the viewer's words and with the figure that counts; what nobody here has words for, in the API's own. */
function refusalOf(preview: Preview, t: ReturnType<typeof useT>, money: (minor: number) => string): string {
  const { refusalCode, refusal, payableMinor, smallestMinor, stepMinor } = preview;
  switch (refusalCode) {
    case 'payout_exceeds_balance':
      return payableMinor > 0 ? t('newPayout.atMost', { amount: money(payableMinor) }) : t('newPayout.nothingPayable');
    case 'payout_below_minimum':
      return payableMinor > 0
        ? t('newPayout.atLeast', { amount: money(smallestMinor) })
        : t('newPayout.nothingPayable');
    case 'payout_not_whole':
      return t('newPayout.multipleOf', { amount: money(stepMinor) });
    case 'payouts_held':
      return t('newPayout.held');
    case 'payouts_not_enabled':
      return t('newPayout.notEnabled');
    default:
      return refusal ?? '';
  }
}
