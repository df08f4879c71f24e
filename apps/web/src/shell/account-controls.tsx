import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { useSession } from '../session/session.context.js';
import { Button, Group, Text } from '../ui/mantine.js';

/** Who is signed in, and the way out; for guests the way in. */
export function AccountControls(): ReactNode {
  const t = useCommonT();
  const { account, role, signOut, askToSignIn } = useSession();
  if (account === null) {
    return role === null ? (
      <Button variant="default" size="xs" onClick={askToSignIn}>
        {t('session.signIn')}
      </Button>
    ) : null;
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" truncate maw={160} title={account.email}>
        {account.displayName}
      </Text>
      <Button variant="default" size="xs" onClick={() => void signOut()}>
        {t('session.signOut')}
      </Button>
    </Group>
  );
}
