import type { ReactNode } from 'react';
import { Text } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import styles from './home.module.css';
import type { Home } from './use-home.js';

type Funds = Home['funds'][number];

/** What Stripe holds and what the books say, a row per currency. Nothing is added up over currencies. */
export function Figures({ funds }: { funds: readonly Funds[] }): ReactNode {
  return funds.map((each) => <CurrencyFigures key={each.currency} funds={each} />);
}

function CurrencyFigures({ funds }: { funds: Funds }): ReactNode {
  const t = useT();
  const { currency, availableMinor, pendingMinor, reservedMinor, owedMinor } = funds;
  const isDebt = owedMinor < 0;
  const figures = [
    {
      name: t('home.available'),
      minor: availableMinor,
      hint: t(availableMinor < 0 ? 'home.overdrawnHint' : 'home.availableHint'),
    },
    { name: t('home.pending'), minor: pendingMinor, hint: t('home.pendingHint') },
    { name: t('home.reserved'), minor: reservedMinor, hint: t('home.reservedHint') },
    isDebt
      ? { name: t('home.debt'), minor: -owedMinor, hint: t('home.debtHint') }
      : { name: t('home.owed'), minor: owedMinor, hint: t('home.owedHint') },
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, minor, hint }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.figure}>
              <Money amountMinor={minor} currency={currency} />
            </span>
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}
