import type { ReactNode } from 'react';
import { Page } from '../../../shell/page.js';
import { AccountTabs } from '../../account/account-tabs.js';
import { Panel } from '../../../account/panel.js';
import { SessionList } from '../../../account/session-list.js';
import { TokenForm } from '../../../account/token.form.js';
import { TokenList } from '../../../account/token-list.js';
import { useT } from '../../messages.js';

/** Where one is signed in, and what scripts may act for one. */
export default function SecurityPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('security.title')}>
      <AccountTabs />
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
