import type { ReactNode } from 'react';
import { Text } from '../../ui/mantine.js';
import { StateBadge, type Mood } from '../../ui/state-badge.js';
import { useT } from '../messages.js';
import styles from './missing-list.module.css';
import { requirementKey } from './requirement-key.js';
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
  const wordsOf = ({ requirement, words }: Missing): string => {
    const known = requirementKey(requirement);
    return known === null ? words : t(`missing.whose.${known.whose}`, { what: t(known.key) });
  };
  const once = new Map(seller.readiness.missing.map((item) => [`${item.state} ${wordsOf(item)}`, item]));
  return (
    <ul className={styles.list} aria-label={t('onboarding.missing')}>
      {[...once.values()].map((item) => (
        <li key={item.requirement}>
          <span>
            {wordsOf(item)}
            {item.state === 'rejected' && requirementKey(item.requirement) !== null && <Reason words={item.words} />}
          </span>
          <StateBadge mood={MOODS[stateOf(item)]}>{t(`missing.${stateOf(item)}`)}</StateBadge>
        </li>
      ))}
    </ul>
  );
}

/** Why Stripe did not take it, in its own words: the API puts them behind the name of the requirement. */
function Reason({ words }: { words: string }): ReactNode {
  const t = useT();
  return (
    <Text size="sm" c="dimmed">
      {t('missing.fromStripe')} <span lang="en">{words.slice(words.indexOf(': ') + 2)}</span>
    </Text>
  );
}
