import type { ReactNode } from 'react';
import { requirementWords } from '../../api-words/requirement-words.js';
import { useApiWords } from '../../api-words/use-api-words.js';
import { Text } from '../../ui/mantine.js';
import { StateBadge, type Mood } from '../../ui/state-badge.js';
import { useT } from '../messages.js';
import styles from './missing-list.module.css';
import type { Seller } from './use-seller.js';

type Missing = Seller['readiness']['missing'][number];

const MOODS: Readonly<Record<Missing['state'], Mood>> = {
  due: 'attention',
  past_due: 'bad',
  being_verified: 'waiting',
  rejected: 'bad',
};

/** What Stripe still wants, in plain words, each only once: a date of birth is three of Stripe's requirements. */
export function MissingList({ seller }: { seller: Seller }): ReactNode {
  const t = useT();
  // Stripe calls all of it past due from the first day on; nothing is overdue for who has not been through its pages yet.
  const stateOf = ({ state }: Missing): Missing['state'] =>
    state === 'past_due' && !seller.detailsSubmitted ? 'due' : state;
  const say = useApiWords();
  if (say === null) return null;
  const once = new Map(
    seller.readiness.missing.map((item) => {
      const { what, reason } = requirementWords(say, item);
      return [`${item.state} ${what}`, { ...item, what, reason }] as const;
    }),
  );
  return (
    <ul className={styles.list} aria-label={t('onboarding.missing')}>
      {[...once.values()].map((item) => (
        <li key={item.requirement}>
          <span>
            {item.what}
            {item.reason !== null && <Reason reason={item.reason} />}
          </span>
          <StateBadge mood={MOODS[stateOf(item)]}>{t(`missing.${stateOf(item)}`)}</StateBadge>
        </li>
      ))}
    </ul>
  );
}

/** Why Stripe did not take it, in its own words: the API puts them behind the name of the requirement. */
function Reason({ reason }: { reason: string }): ReactNode {
  const t = useT();
  return (
    <Text size="sm" c="dimmed">
      {t('missing.fromStripe')} <span lang="en">{reason}</span>
    </Text>
  );
}
