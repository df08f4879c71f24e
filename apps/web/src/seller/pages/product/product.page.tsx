import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Panel } from '../../../account/panel.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { useToast } from '../../../ui/toast.context.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ProductForm } from '../../products/product.form.js';
import { ProductStatus } from '../../products/product-status.js';
import { useProduct, useProductChanged } from '../../products/use-product.js';

/** One product: to change, to archive, to put back. */
export default function ProductPage(): ReactNode {
  const t = useT();
  const tell = useToast();
  const { productId = '' } = useParams();
  const { data: product, error, isPending, refetch } = useProduct(productId);
  const changed = useProductChanged();
  if (isNotFound(error)) return <NotFound />;
  if (product === undefined) {
    return (
      <Page title={t('product.heading')}>
        {isPending && <Loading shape="page" />}
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  const { title, status } = product;
  return (
    <Page
      title={title}
      actions={<StateBadge mood={status === 'active' ? 'good' : 'over'}>{t(`product.status.${status}`)}</StateBadge>}
    >
      <Panel title={t('product.facts')} hint={t('product.factsHint')}>
        <ProductForm
          key={product.id}
          product={product}
          currency={product.currency}
          submitLabel={t('account.save')}
          save={(body, key) =>
            api.PATCH('/v1/products/{productId}', {
              params: { path: { productId }, header: { 'Idempotency-Key': key } },
              body,
            })
          }
          onSaved={(saved) => {
            changed(saved);
            tell(t('account.saved'));
          }}
        />
      </Panel>
      <Panel title={t('product.onShelf')}>
        <ProductStatus product={product} />
      </Panel>
    </Page>
  );
}
