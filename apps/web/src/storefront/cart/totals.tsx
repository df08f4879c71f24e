import type { ReactNode } from 'react';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import styles from './totals.module.css';

/** Goods, shipping, total; each only when it is known. */
export function Totals({ currency, goodsMinor, shippingMinor, totalMinor }: TotalsProps): ReactNode {
  const t = useT();
  return (
    <dl className={styles.totals}>
      <dt>{t('totals.goods')}</dt>
      <dd>
        <Money amountMinor={goodsMinor} currency={currency} />
      </dd>
      <dt>{t('totals.shipping')}</dt>
      <dd>{shippingMinor === 0 ? t('totals.free') : <Money amountMinor={shippingMinor} currency={currency} />}</dd>
      {totalMinor !== null && (
        <>
          <dt className={styles.total}>{t('totals.total')}</dt>
          <dd className={styles.total}>
            <Money amountMinor={totalMinor} currency={currency} />
          </dd>
        </>
      )}
    </dl>
  );
}

interface TotalsProps {
  readonly currency: string;
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  /** Null while something is wrong with the cart. */
  readonly totalMinor: number | null;
}
