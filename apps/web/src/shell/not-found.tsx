import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCommonT } from '../i18n/messages.context.js';
import { Empty } from '../ui/empty.js';
import { Anchor } from '../ui/mantine.js';
import { useTitle } from './use-title.js';

export function NotFound(): ReactNode {
  const t = useCommonT();
  useTitle(t('notFound.title'));
  return (
    <Empty isPage title={t('notFound.title')} hint={t('notFound.hint')}>
      <Anchor component={Link} to="/">
        {t('notFound.home')}
      </Anchor>
    </Empty>
  );
}
