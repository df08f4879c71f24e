import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { useT } from '../messages.js';
import { tellableDecline } from './tellable-decline.js';

/** Why the last try to pay came to nothing, and what to do. The order stays as it is. */
export function DeclineNotice({ decline }: { decline: Decline }): ReactNode {
  const t = useT();
  const words = useApiWords();
  return (
    <Notice mood="bad" title={t('decline.title')} isAlert>
      <Text size="sm">{words?.('decline', tellableDecline(decline.code), decline.message)}</Text>
      <Text size="sm" c="dimmed">
        {t('decline.intact')}
      </Text>
    </Notice>
  );
}

export interface Decline {
  /** Stripe's decline code, else its error code. */
  readonly code: string | null;
  /** Stripe's words. */
  readonly message: string;
}
