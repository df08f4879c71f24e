import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Text } from '../../ui/mantine.js';
import { type Mood, StateBadge } from '../../ui/state-badge.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';
import styles from './home.module.css';
import type { Todo } from './use-home.js';

const KINDS: Readonly<
  Record<Todo['kind'], { readonly to: string; readonly mood: Extract<Mood, 'attention' | 'bad' | 'waiting'> }>
> = {
  connect: { to: '/onboarding', mood: 'attention' },
  disconnected: { to: '/settings', mood: 'bad' },
  payout_failed: { to: '/settings', mood: 'bad' },
  payouts_held: { to: '/payouts', mood: 'bad' },
  debt: { to: '/refunds', mood: 'bad' },
  requirements: { to: '/onboarding', mood: 'attention' },
  orders_to_ship: { to: '/orders?fulfilment=to_ship', mood: 'attention' },
  out_of_stock: { to: '/products', mood: 'waiting' },
};

/** What needs doing, why, and until when; each leads to where it is done. */
export function TodoList({ todo }: { todo: readonly Todo[] }): ReactNode {
  const t = useT();
  const words = useApiWords(todo.some(({ reason }) => reason !== null));
  if (todo.length === 0) return <Text c="dimmed">{t('home.nothingToDo')}</Text>;
  return (
    <ul className={styles.todo}>
      {todo.map(({ kind, count, reason, deadline }) => (
        <li key={kind}>
          <div className={styles.row}>
            <Anchor component={AppLink} to={KINDS[kind].to}>
              {t(`todo.${kind}`, { count: count ?? 0 })}
            </Anchor>
            <StateBadge mood={KINDS[kind].mood}>{t(`todo.mood.${KINDS[kind].mood}`)}</StateBadge>
          </div>
          {deadline !== null && (
            <Text size="sm" c="dimmed">
              {t('onboarding.deadline')} <When at={deadline} exact />
            </Text>
          )}
          {reason !== null && (
            <Text size="sm" c="dimmed">
              {words?.('problem', null, reason)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
