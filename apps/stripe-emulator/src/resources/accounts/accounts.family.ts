import { defineFamily } from '../../core/resource.js';
import { accountLinks, onboardingSessions } from './account-links/account-link.resource.js';
import { accountLinkRoutes } from './account-links/account-link.routes.js';
import { accountSessionRoutes } from './account-sessions/account-session.routes.js';
import { accountRoutes } from './account.routes.js';
import { accountTriggers } from './account.triggers.js';
import { accounts, applications } from './account.resource.js';
import { deadlinePassed } from './account-state.js';
import { capabilities } from './capabilities/capability.object.js';
import { capabilityRoutes } from './capabilities/capability.routes.js';
import { accountControlPages } from './control/account-control.pages.js';
import { dashboardPages } from './dashboard/dashboard.pages.js';
import { bankAccounts, payoutCards } from './external-accounts/external-account.resource.js';
import { externalAccountRoutes } from './external-accounts/external-account.routes.js';
import { dashboardAccesses } from './login-links/login-link.resource.js';
import { loginLinkRoutes } from './login-links/login-link.routes.js';
import { oauthPages } from './oauth/oauth.pages.js';
import { authorizationCodes, refreshTokens } from './oauth/oauth.resource.js';
import { oauthRoutes } from './oauth/oauth.routes.js';
import { onboardingPages } from './onboarding/onboarding.pages.js';
import { personRoutes } from './persons/person.routes.js';
import { persons } from './persons/person.resource.js';
import { documentsSeen } from './persons/person.store.js';
import { createPlatformAccount } from './platform-account.js';

export const accountsFamily = defineFamily({
  name: 'accounts',
  resources: [
    accounts,
    applications,
    persons,
    bankAccounts,
    payoutCards,
    capabilities,
    accountLinks,
    onboardingSessions,
    dashboardAccesses,
    authorizationCodes,
    refreshTokens,
  ],
  routes: [
    ...accountRoutes,
    ...capabilityRoutes,
    ...externalAccountRoutes,
    ...personRoutes,
    ...accountLinkRoutes,
    ...accountSessionRoutes,
    ...loginLinkRoutes,
    ...oauthRoutes,
  ],
  pages: [...oauthPages, ...onboardingPages, ...dashboardPages, ...accountControlPages],
  actions: [deadlinePassed, documentsSeen],
  events: [
    'account.updated',
    'account.application.authorized',
    'account.application.deauthorized',
    'account.external_account.created',
    'account.external_account.updated',
    'account.external_account.deleted',
    'capability.updated',
    'person.created',
    'person.updated',
    'person.deleted',
  ],
  triggers: accountTriggers,
  setup: createPlatformAccount,
});
