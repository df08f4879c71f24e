import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Panel } from '../../../account/panel.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Anchor } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { useToast } from '../../../ui/toast.context.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useSeller } from '../../onboarding/use-seller.js';
import { ProductForm } from '../../products/product.form.js';
import { useProductChanged } from '../../products/use-product.js';

/** Puts something up for sale. */
export default function NewProductPage(): ReactNode {
  const t = useT();
  const tell = useToast();
  const navigate = useNavigate();
  const changed = useProductChanged();
  const { data: seller } = useSeller();
  return (
    <Page title={t('products.add')}>
      {seller?.readiness.canSell === false && (
        <Notice mood="attention" title={t('product.cannotSell')}>
          <Anchor component={AppLink} to="/onboarding">
            {t('product.whatIsMissing')}
          </Anchor>
        </Notice>
      )}
      <Panel title={t('product.facts')}>
        <ProductForm
          product={null}
          currency={seller?.currency ?? 'usd'}
          submitLabel={t('product.publish')}
          save={({ title = '', priceMinor = 0, stock = 0, description = '', category, pictureUrl }, key) =>
            api.POST('/v1/products', {
              params: { header: { 'Idempotency-Key': key } },
              body: {
                ...{ title, description, priceMinor, stock },
                ...(category == null ? {} : { category }),
                ...(pictureUrl == null ? {} : { pictureUrl }),
              },
            })
          }
          onSaved={(product) => {
            changed(product);
            tell(t('product.published'));
            void navigate(`/products/${product.id}`);
          }}
        />
      </Panel>
    </Page>
  );
}
