import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Dialog } from '../ui/dialog.js';
import { SignInForm } from './sign-in.form.js';
import { useSession } from './session.context.js';

/** Signing in over a page that stays as it is. */
export default function SignInDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useCommonT();
  const { account } = useSession();
  return (
    <Dialog title={t('session.signIn')} onClose={onClose}>
      {account !== null && <p>{t('session.expired')}</p>}
      <SignInForm email={account?.email} />
    </Dialog>
  );
}
