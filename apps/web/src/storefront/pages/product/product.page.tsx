import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { AppLink } from '../../../shell/app-link.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Anchor, Stack, Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { api } from '../../api.js';
import { ProductPicture } from '../../catalogue/product-picture.js';
import { useT } from '../../messages.js';
import { AddToCart } from './add-to-cart.js';
import styles from './product.module.css';

/** One product: what it is, whose, what it costs, how many are left. */
export default function ProductPage(): ReactNode {
  const t = useT();
  const { productId = '' } = useParams();
  const product = useQuery({
    queryKey: ['product', productId],
    queryFn: () => api.GET('/v1/catalogue/products/{productId}', { params: { path: { productId } } }),
  });
  if (product.isPending) return <Loading shape="page" />;
  if (isNotFound(product.error)) return <NotFound />;
  if (product.isError) return <Problem error={product.error} onRetry={() => void product.refetch()} />;
  const { title, description, category, pictureUrl, priceMinor, currency, sellerId, sellerName } = product.data;
  return (
    <Page title={title}>
      <div className={styles.product}>
        <div className={styles.picture}>
          <ProductPicture title={title} url={pictureUrl} />
        </div>
        <Stack gap="md">
          <Text size="xl" fw={650}>
            <Money amountMinor={priceMinor} currency={currency} />
          </Text>
          <Text>
            {t('product.soldBy')}{' '}
            <Anchor component={AppLink} to={`/shops/${sellerId}`} underline="always">
              {sellerName}
            </Anchor>
          </Text>
          {category !== null && (
            <Text>
              {t('catalogue.category')}:{' '}
              <Anchor component={AppLink} to={`/?category=${encodeURIComponent(category)}`} underline="always">
                {category}
              </Anchor>
            </Text>
          )}
          <AddToCart product={product.data} />
          {description !== '' && <p className={styles.description}>{description}</p>}
        </Stack>
      </div>
    </Page>
  );
}
