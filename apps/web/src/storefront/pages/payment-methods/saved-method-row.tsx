import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RemovableRow } from '../../../account/removable-row.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SavedMethodText } from '../../payment/saved-method-text.js';
import { SAVED_METHODS, type SavedMethod } from '../../payment/use-saved-methods.js';

/** One saved method, and its deletion. */
export function SavedMethodRow({ method }: { method: SavedMethod }): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const removal = {
    label: t('methods.delete'),
    question: t('methods.deleteTitle'),
    consequence: t('methods.deleteHint'),
    done: t('methods.deleted'),
    remove: (key: string) =>
      api.DELETE('/v1/payment-methods/{paymentMethodId}', {
        params: { path: { paymentMethodId: method.id }, header: { 'Idempotency-Key': key } },
      }),
    onRemoved: () => void queries.invalidateQueries({ queryKey: SAVED_METHODS }),
  };
  return (
    <RemovableRow removal={removal}>
      <SavedMethodText method={method} />
    </RemovableRow>
  );
}
