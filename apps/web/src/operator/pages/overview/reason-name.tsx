import type { ReactNode } from 'react';
import { Text } from '../../../ui/mantine.js';
import { useCodeWords } from '../../words/use-code-words.js';

/** Why paying failed, in words and with Stripe's code: several codes share their words. */
export function ReasonName({ code }: { code: string }): ReactNode {
  const words = useCodeWords()('decline', code);
  if (words === code) return code;
  return (
    <>
      {words}{' '}
      <Text span size="xs" c="dimmed">
        {code}
      </Text>
    </>
  );
}
