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
        <img {...sourcesOf(url, isSmall)} alt="" loading="lazy" width="400" height="300" />
      )}
    </div>
  );
}

/** Pictures that sellers have uploaded come in two sizes. */
function sourcesOf(url: string, isSmall: boolean): { src: string; srcSet?: string; sizes?: string } {
  if (!url.startsWith('/api/')) return { src: url };
  if (isSmall) return { src: `${url}?size=small` };
  return { src: url, srcSet: `${url}?size=small 480w, ${url} 1200w`, sizes: '(min-width: 40em) 24rem, 100vw' };
}

interface ProductPictureProps {
  readonly title: string;
  readonly url: string | null;
  /** In a list. */
  readonly isSmall?: boolean;
}
