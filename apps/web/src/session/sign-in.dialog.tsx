import { type ReactNode, useState } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Dialog } from '../ui/dialog.js';
import { Anchor } from '../ui/mantine.js';
import { RegisterForm } from './register.form.js';
import { SignInForm } from './sign-in.form.js';
import { useSession } from './session.context.js';

/** Signing in over a page that stays as it is; guests of the storefront may also open an account. */
export default function SignInDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useCommonT();
  const { account, role } = useSession();
  const [isNew, setNew] = useState(false);
  return (
    <Dialog title={isNew ? t('session.register') : t('session.signIn')} onClose={onClose}>
      {account !== null && <p>{t('session.expired')}</p>}
      {isNew ? <RegisterForm role={role === 'seller' ? 'seller' : 'buyer'} /> : <SignInForm email={account?.email} />}
      {account === null && role !== 'operator' && (
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setNew(!isNew);
          }}
        >
          {isNew ? t('session.haveAccount') : t('session.noAccount')}
        </Anchor>
      )}
    </Dialog>
  );
}
