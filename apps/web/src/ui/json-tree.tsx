import { type ReactNode, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import styles from './json-tree.module.css';
import { Button, Group, Stack, Title } from './mantine.js';

/** So deep it is open at first. */
const OPEN_AT_FIRST = 2;

/** What some object of an API says, to read: every part folds, by mouse and by keyboard. */
export function JsonTree({ title, value }: { title: string; value: object }): ReactNode {
  const t = useCommonT();
  const [depth, setDepth] = useState(OPEN_AT_FIRST);
  const isWhole = depth === Infinity;
  return (
    <Stack component="section" gap="sm">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Title order={2} size="h3">
          {title}
        </Title>
        {isDeep(value) && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setDepth(isWhole ? OPEN_AT_FIRST : Infinity);
            }}
          >
            {t(isWhole ? 'tree.fold' : 'tree.unfold')}
          </Button>
        )}
      </Group>
      <div className={styles.tree} key={depth}>
        <Branches value={value} depth={depth} />
      </div>
    </Stack>
  );
}

/** Whether anything within it folds. */
function isDeep(value: object): boolean {
  return Object.values(value).some((part: unknown) => typeof part === 'object' && part !== null);
}

function Branches({ value, depth }: { value: object; depth: number }): ReactNode {
  return (
    <ul>
      {Object.entries(value).map(([name, part]: [string, unknown]) => (
        <li key={name}>
          <Branch name={name} value={part} depth={depth - 1} />
        </li>
      ))}
    </ul>
  );
}

function Branch({ name, value, depth }: { name: string; value: unknown; depth: number }): ReactNode {
  const t = useCommonT();
  const size = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
  if (size === 0) {
    const isEmpty = value === '' || typeof value === 'object';
    return (
      <div className={styles.leaf}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value} data-empty={isEmpty}>
          {isEmpty ? t('tree.empty') : typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      </div>
    );
  }
  return (
    <details open={depth > 0}>
      <summary>
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>{t('tree.size', { count: size })}</span>
      </summary>
      <Branches value={value as object} depth={depth} />
    </details>
  );
}
