import { type ReactNode, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { Problem } from '../../ui/problem.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { type Product, useProductChanged } from './use-product.js';

/** Takes a product off the shelf and puts it back. Nothing is lost by either, so nobody is asked first: it can be undone. */
export function ProductStatus({ product }: { product: Product }): ReactNode {
  const t = useT();
  const changed = useProductChanged();
  const [isNews, setNews] = useState(false);
  const set = useAction(
    (status: 'active' | 'archived', key) =>
      api.PATCH('/v1/products/{productId}', {
        params: { path: { productId: product.id }, header: { 'Idempotency-Key': key } },
        body: { status },
      }),
    {
      onSuccess: (saved) => {
        setNews(true);
        changed(saved);
      },
    },
  );
  const isArchived = product.status === 'archived';
  return (
    <>
      {set.error !== null && <Problem error={set.error} />}
      {isArchived ? (
        <Notice mood="over" title={t('product.isArchived')} isAlert={isNews}>
          <Text size="sm">{t('product.isArchivedHint')}</Text>
          <Group>
            <Button
              variant="default"
              loading={set.isPending}
              onClick={() => {
                set.run('active');
              }}
            >
              {t(isNews ? 'action.undo' : 'product.unarchive')}
            </Button>
          </Group>
        </Notice>
      ) : (
        <Group gap="sm">
          <Button
            variant="default"
            loading={set.isPending}
            onClick={() => {
              set.run('archived');
            }}
          >
            {t('product.archive')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('product.archiveHint')}
          </Text>
        </Group>
      )}
    </>
  );
}
