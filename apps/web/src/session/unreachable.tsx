import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { useTitle } from '../shell/use-title.js';
import { Container, Stack, Text, Title } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';

/** Instead of the whole application, while the API does not even say who is signed in. It is asked again and again. */
export function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const t = useCommonT();
  useTitle(t('unreachable.title'));
  return (
    <Container component="main" size="sm" py="xl">
      <Stack>
        <Title order={1}>{t('unreachable.title')}</Title>
        <Text>{t('unreachable.hint')}</Text>
        <Problem error={error} onRetry={onRetry} />
      </Stack>
    </Container>
  );
}
