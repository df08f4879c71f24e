import type { BuyerSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { Money } from '../../ui/money.js';
import { useT } from '../messages.js';
import styles from './product-card.module.css';
import { ProductPicture } from './product-picture.js';

/** A product among others: its picture, what it is, whose, and what it costs. The whole card is its link. */
export function ProductCard({ product, withSeller }: ProductCardProps): ReactNode {
  const t = useT();
  const { id, title, sellerName, pictureUrl, priceMinor, currency, stock } = product;
  return (
    <article className={styles.card}>
      <ProductPicture title={title} url={pictureUrl} />
      <div className={styles.facts}>
        <h2 className={styles.title}>
          <AppLink to={`/products/${id}`}>{title}</AppLink>
        </h2>
        {withSeller && <div className={styles.quiet}>{sellerName}</div>}
        <div className={styles.foot}>
          <strong>
            <Money amountMinor={priceMinor} currency={currency} />
          </strong>
          {stock === 0 && <span className={styles.quiet}>{t('catalogue.soldOut')}</span>}
        </div>
      </div>
    </article>
  );
}

interface ProductCardProps {
  readonly product: BuyerSchemas['ListedProductResponse'];
  readonly withSeller: boolean;
}
