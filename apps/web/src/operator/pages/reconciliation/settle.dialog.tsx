import { Money as Amount } from '@guildhall/money';
import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages.context.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { NoteDialog } from '../../note.dialog.js';
import type { Difference } from './reconciliation.states.js';

/** An operator takes responsibility for a difference, with a note that says why. */
export function SettleDialog({ difference, onClose }: { difference: Difference; onClose: () => void }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const { id: differenceId, stripeMinor, ledgerMinor, currency } = difference;
  const gap = Amount.of(stripeMinor, currency).minus(Amount.of(ledgerMinor, currency));
  return (
    <NoteDialog
      title={t('settle.title')}
      consequence={t('settle.consequence', { amount: gap.format(locale) })}
      label={t('settle.note')}
      hint={t('settle.noteHint')}
      confirmLabel={t('settle.confirm')}
      act={(body, key) =>
        api.POST('/v1/reconciliation/differences/{differenceId}/resolve', {
          params: { path: { differenceId }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
      result={() => t('settle.result')}
      onClose={onClose}
    />
  );
}
