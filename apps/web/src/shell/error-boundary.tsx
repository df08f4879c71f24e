import { Component, type ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Empty } from '../ui/empty.js';
import { Button } from '../ui/mantine.js';

/** A mistake of ours in drawing a page, or a part of the application that could not be loaded: says so instead of a blank page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const t = useCommonT();
  return (
    <>
      <Empty isPage title={t('broken.title')} hint={t('broken.hint')}>
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          {t('broken.reload')}
        </Button>
      </Empty>
    </>
  );
}
