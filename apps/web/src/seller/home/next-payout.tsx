import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Stack, Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import { PayoutBadge } from '../payouts/payout-badge.js';
import { UtcDay } from '../../ui/utc-day.js';
import styles from './home.module.css';
import type { Home } from './use-home.js';

/** When money comes next, and what is on its way. An estimate is called one. */
export function NextPayout({ home: { nextPayout, onTheirWay } }: { home: Home }): ReactNode {
  const t = useT();
  return (
    <Stack gap="sm">
      {onTheirWay.length > 0 && (
        <ul className={styles.todo} aria-label={t('home.onTheirWay')}>
          {onTheirWay.map((payout) => (
            <li key={payout.id} className={styles.row}>
              <span>
                <Anchor component={AppLink} to={`/payouts/${payout.id}`}>
                  <Money amountMinor={payout.amountMinor} currency={payout.currency} />
                </Anchor>{' '}
                {payout.arrivesAt !== null && (
                  <>
                    {t('home.arrives')} <UtcDay at={payout.arrivesAt} />
                  </>
                )}
              </span>
              <PayoutBadge state={payout.state} />
            </li>
          ))}
        </ul>
      )}
      {nextPayout === null ? <Text c="dimmed">{t('home.noPayout')}</Text> : <Estimate nextPayout={nextPayout} />}
    </Stack>
  );
}

function Estimate({ nextPayout: { at, estimates } }: { nextPayout: NonNullable<Home['nextPayout']> }): ReactNode {
  const t = useT();
  return (
    <>
      <Text>
        {at === null ? (
          t('home.manual')
        ) : (
          <>
            {t('home.nextOn')} <UtcDay at={at} />
          </>
        )}
      </Text>
      {estimates.length === 0 ? (
        <Text c="dimmed">{t('home.nothingToPayOut')}</Text>
      ) : (
        estimates.map(({ currency, amountMinor }) => (
          <Text key={currency}>
            {t('home.estimate')} <Money amountMinor={amountMinor} currency={currency} />
          </Text>
        ))
      )}
      {estimates.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('home.estimateHint')}
        </Text>
      )}
    </>
  );
}
