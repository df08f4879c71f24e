import type { ReactNode } from 'react';
import { IdText } from '../../ui/id-text.js';
import { useClientConfig } from '../config/use-client-config.js';
import { useT } from '../messages.js';
import { isEmbedded } from './load-stripe.js';
import styles from './test-cards.module.css';

/** Source: docs.stripe.com/testing */
const CARDS = [
  { number: '4242424242424242', what: 'succeeds' },
  { number: '4000000000000002', what: 'declines' },
  { number: '4000000000009995', what: 'noFunds' },
  { number: '4000002760003184', what: 'challenge' },
] as const;

/** What can be typed where no money moves. Shown with the emulator only. */
export function TestCards(): ReactNode {
  const t = useT();
  const config = useClientConfig();
  if (config.data === undefined || config.data.livemode || !isEmbedded(config.data)) return null;
  return (
    <details className={styles.help}>
      <summary>{t('testCards.title')}</summary>
      <p>{t('testCards.hint')}</p>
      <dl className={styles.cards}>
        {CARDS.map(({ number, what }) => (
          <div key={number}>
            <dt>
              <IdText id={number} whole />
            </dt>
            <dd>{t(`testCards.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
