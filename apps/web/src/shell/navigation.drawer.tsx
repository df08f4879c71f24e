import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Dialog } from '../ui/dialog.js';
import { AccountControls } from './account-controls.js';
import type { NavigationItem } from './area.js';
import { Navigation } from './navigation.js';
import { Preferences } from './preferences.js';

/** The navigation of a phone. */
export default function NavigationDrawer({ items, onClose }: NavigationDrawerProps): ReactNode {
  const t = useCommonT();
  return (
    <Dialog title={t('shell.menu')} onClose={onClose} side>
      <Navigation items={items} label={t('shell.navigation')} onNavigate={onClose} />
      <Preferences />
      <AccountControls />
    </Dialog>
  );
}

interface NavigationDrawerProps {
  readonly items: readonly NavigationItem[];
  readonly onClose: () => void;
}
