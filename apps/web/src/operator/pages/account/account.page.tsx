import type { ReactNode } from 'react';
import { NameForm } from '../../../account/name.form.js';
import { Panel } from '../../../account/panel.js';
import { PasswordForm } from '../../../account/password.form.js';
import { SessionList } from '../../../account/session-list.js';
import { TokenForm } from '../../../account/token.form.js';
import { TokenList } from '../../../account/token-list.js';
import { Page } from '../../../shell/page.js';
import { Preferences } from '../../../shell/preferences.js';
import { useT } from '../../messages.js';

/** The operator's own account: the person, and where they are signed in. */
export default function AccountPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('account.title')}>
      <Panel title={t('account.profile')}>
        <NameForm />
      </Panel>
      <Panel title={t('account.changePassword')} hint={t('account.passwordHint')}>
        <PasswordForm />
      </Panel>
      <Panel title={t('account.language')} hint={t('account.languageHint')}>
        <Preferences />
      </Panel>
      <Panel title={t('security.sessions')} hint={t('security.sessionsHint')}>
        <SessionList />
      </Panel>
      <Panel title={t('security.tokens')} hint={t('security.tokensHint')}>
        <TokenList />
        <TokenForm />
      </Panel>
    </Page>
  );
}
