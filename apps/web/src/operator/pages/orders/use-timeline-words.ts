import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { useT } from '../../messages.js';
import { journalWords } from '../../words/journal-words.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { isRefundReason } from '../refunds/refund.states.js';

type Item = AdminSchemas['OrderTimelineItemResponse'];
type Attempt = AdminSchemas['PaymentAttemptResponse'];

/** What a part of the timeline says, and what is worth knowing of it. @param attempts which know why they failed as a code */
export function useTimelineWords(attempts: readonly Attempt[]): {
  readonly whatOf: (item: Item) => string;
  readonly noteOf: (item: Item) => string;
} {
  const t = useT();
  const words = useCodeWords();
  return useMemo(() => {
    const failureOf = ({ source, id, note }: Item): string | null => {
      if (note === null) return null;
      if (source === 'refund') return words('refundFailure', note);
      const attempt = source === 'payment_attempt' ? attempts.find((each) => each.id === id) : undefined;
      return words('decline', attempt?.declineCode ?? attempt?.failureCode ?? '', note);
    };
    return {
      whatOf: ({ source, what }) => {
        switch (source) {
          case 'order':
            return t('timeline.orderPlaced');
          case 'payment_attempt':
            return words('method', what);
          case 'operation':
            return words('operation', what);
          case 'journal_entry':
            return journalWords(t, what);
          case 'audit_record':
            return words('deed', what);
          case 'refund':
            return isRefundReason(what) ? t(`refund.reason.${what}`) : what;
          case 'webhook_event':
            return what;
        }
      },
      noteOf: (item) =>
        [failureOf(item), item.attempts > 1 ? t('timeline.attempts', { count: item.attempts }) : null]
          .filter((part) => part !== null)
          .join(' · ') || '–',
    };
  }, [t, words, attempts]);
}
