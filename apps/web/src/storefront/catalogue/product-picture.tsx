import type { ReactNode } from 'react';
import { GeneratedPicture } from './generated-picture.js';
import styles from './product-picture.module.css';

/** A product's picture, or a pattern of its own where it has none. It says nothing that the title beside it does not. */
export function ProductPicture({ title, url, isSmall = false }: ProductPictureProps): ReactNode {
  return (
    <div className={isSmall ? `${styles.picture} ${styles.small}` : styles.picture}>
      {url === null ? (
        <GeneratedPicture title={title} />
      ) : (
        <img src={url} alt="" loading="lazy" width="400" height="300" />
      )}
    </div>
  );
}

interface ProductPictureProps {
  readonly title: string;
  readonly url: string | null;
  /** In a list. */
  readonly isSmall?: boolean;
}
