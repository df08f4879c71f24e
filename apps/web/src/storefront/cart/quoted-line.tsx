import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Anchor, Button } from '../../ui/mantine.js';
import { Money } from '../../ui/money.js';
import { ProductPicture } from '../catalogue/product-picture.js';
import { useT } from '../messages.js';
import { cart } from './cart.js';
import { prices } from './price-memory.js';
import styles from './quoted-line.module.css';
import { QuantityField } from './quantity-field.js';
import { QuoteProblemText } from './quote-problem-text.js';
import type { QuotedLine } from './use-quote.js';

/** One product in the cart: how many, what it costs now, and what is wrong with it in words. */
export function QuotedLineItem({ line, quantity }: { line: QuotedLine; quantity: number }): ReactNode {
  const t = useT();
  const { productId, title, pictureUrl, stock, unitPriceMinor, goodsMinor, currency, problem } = line;
  const before = prices.before(productId, unitPriceMinor, currency);
  return (
    <li className={styles.line}>
      <ProductPicture title={title} url={pictureUrl} isSmall />
      <div className={styles.what}>
        <Anchor component={AppLink} to={`/products/${productId}`} fw={600} c="inherit">
          {title}
        </Anchor>
        <div className={styles.quiet}>
          <Money amountMinor={unitPriceMinor} currency={currency} />
          {before !== null && (
            <span className={styles.changed}>
              {' '}
              {t('cart.priceWas')} <Money amountMinor={before} currency={currency} />
            </span>
          )}
        </div>
        {problem !== null && (
          <div role="alert" className={styles.problem}>
            <QuoteProblemText problem={problem} line={line} />
          </div>
        )}
      </div>
      <div className={styles.controls}>
        <QuantityField
          hidesLabel
          label={t('cart.quantityOf', { title })}
          value={quantity}
          onChange={(wanted) => { cart.set(productId, wanted); }} // prettier-ignore
        />
        {problem !== null && stock > 0 && stock < quantity && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              cart.set(productId, stock);
            }}
          >
            {t('cart.takeStock', { stock })}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('cart.removeOne', { title })}
          onClick={() => { cart.set(productId, 0); }} // prettier-ignore
        >
          {t('cart.remove')}
        </Button>
      </div>
      <div className={styles.amount}>
        {goodsMinor === null ? '–' : <Money amountMinor={goodsMinor} currency={currency} />}
      </div>
    </li>
  );
}
