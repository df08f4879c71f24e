import type { ReactNode } from 'react';
import { SimpleGrid, Skeleton, VisuallyHidden } from '../../ui/mantine.js';
import { useT } from '../messages.js';

/** The shapes of product cards. */
export function ProductsLoading({ columns }: { columns: Record<string, number> }): ReactNode {
  const t = useT();
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <SimpleGrid cols={columns} aria-hidden>
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} height={320} radius="lg" />
        ))}
      </SimpleGrid>
    </div>
  );
}
