import { ApiProblem } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useApiWords } from '../api-words/use-api-words.js';
import { useCommonT } from '../i18n/messages.context.js';
import { Button, Group, Stack, Text } from './mantine.js';
import { problemMessage } from './problem-message.js';
import styles from './problem.module.css';

/** Something went wrong: what, what to do, and the request's id for whoever is asked for help. */
export function Problem({ error, onRetry }: ProblemProps): ReactNode {
  const t = useCommonT();
  const words = useApiWords(error instanceof ApiProblem);
  const { title, detail, requestId } = problemMessage(error, t, words);
  return (
    <div role="alert" className={styles.problem}>
      <Stack gap="xs">
        <Text fw={600}>{title}</Text>
        <Text size="sm">{detail}</Text>
        {requestId !== undefined && (
          <Text size="xs" c="dimmed">
            {t('problem.request')} <code>{requestId}</code>
          </Text>
        )}
        {onRetry !== undefined && (
          <Group>
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('problem.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </div>
  );
}

interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}
