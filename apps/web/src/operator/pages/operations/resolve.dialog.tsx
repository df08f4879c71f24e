import type { ReactNode } from 'react';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { NoteDialog } from '../../note.dialog.js';
import type { Operation } from './operation.states.js';

/** Gives a call up, after Stripe was asked what became of it. */
export function ResolveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const { id: operationId, kind } = operation;
  return (
    <NoteDialog
      title={t('operation.resolveTitle')}
      consequence={t('operation.resolveConsequence', { kind: words('operation', kind) })}
      label={t('operation.note')}
      hint={t('operation.noteHint')}
      confirmLabel={t('operation.resolve')}
      act={(body, key) =>
        api.POST('/v1/operations/{operationId}/resolve', {
          params: { path: { operationId }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
      result={() => t('operation.resolveResult')}
      onClose={onClose}
    />
  );
}
