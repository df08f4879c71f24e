import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Skeleton, Stack, VisuallyHidden } from './mantine.js';

const LINES = { page: 6, table: 8, text: 3, line: 1 };

/** Grey shapes of the size of what is coming, so that nothing moves when it comes. */
export function Loading({ shape, height = shape === 'table' ? 40 : 20 }: LoadingProps): ReactNode {
  const t = useCommonT();
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <Stack gap="sm" aria-hidden>
        {shape === 'page' && <Skeleton height={34} width="40%" mb="md" />}
        {Array.from({ length: LINES[shape] }, (_, index) => (
          <Skeleton key={index} height={height} width={index % 3 === 2 && shape !== 'table' ? '70%' : '100%'} />
        ))}
      </Stack>
    </div>
  );
}

interface LoadingProps {
  readonly shape: keyof typeof LINES;
  /** Of one line, in pixels. */
  readonly height?: number;
}
