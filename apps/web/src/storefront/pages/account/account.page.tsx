import type { ReactNode } from 'react';
import { Page } from '../../../shell/page.js';
import { Preferences } from '../../../shell/preferences.js';
import { AccountTabs } from '../../account/account-tabs.js';
import { NameForm } from '../../../account/name.form.js';
import { Panel } from '../../../account/panel.js';
import { PasswordForm } from '../../../account/password.form.js';
import { useT } from '../../messages.js';

/** Name, password, language and colours. */
export default function AccountPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('account.title')}>
      <AccountTabs />
      <Panel title={t('account.profile')}>
        <NameForm />
      </Panel>
      <Panel title={t('account.changePassword')} hint={t('account.passwordHint')}>
        <PasswordForm />
      </Panel>
      <Panel title={t('account.language')} hint={t('account.languageHint')}>
        <Preferences />
      </Panel>
    </Page>
  );
}
