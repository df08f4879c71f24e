import type Stripe from 'stripe';
import type { RequestContext } from '../../../core/context.js';
import { invalidRequest } from '../../../core/errors.js';
import { p, paramsOf, type Infer } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount } from '../access.js';
import { accounts } from '../account.resource.js';
import { applyChange } from '../account-state.js';
import { COMPONENTS, ON_BY_DEFAULT } from './account-session.components.js';

const SECONDS_TO_LIVE = 3600;

const shape = Object.fromEntries(
  Object.entries(COMPONENTS).map(([name, features]) => [
    name,
    p.hash({
      enabled: p.boolean().required(),
      features: p.hash(Object.fromEntries(features.map((feature) => [feature, p.boolean()]))),
    }),
  ]),
);
const createAccountSessionParams = paramsOf<Stripe.AccountSessionCreateParams>()({
  account: p.id().required(),
  components: p.hash(shape).required(),
});

type Wish = { readonly enabled: boolean; readonly features?: Readonly<Record<string, boolean>> } | undefined;

function createAccountSession(ctx: RequestContext<Infer<typeof createAccountSessionParams>>): Stripe.AccountSession {
  const { account, owner } = accessAccount(ctx, ctx.params.account);
  const wishes = ctx.params.components as Readonly<Record<string, Wish>>;
  if (!Object.values(wishes).some((wish) => wish?.enabled === true))
    throw invalidRequest('You must enable at least one component.', { param: 'components' });
  const opensOnboarding = wishes['account_onboarding']?.enabled === true;
  if (opensOnboarding && !owner.hidden(accounts, account.id).isLinked)
    applyChange(owner, account.id, { hidden: { isLinked: true } });
  const components = Object.entries(COMPONENTS).map(([name, features]) => {
    const wish = wishes[name];
    const enabled = wish?.enabled === true;
    const chosen = features.map((feature) => [
      feature,
      wish?.features?.[feature] ?? (enabled && ON_BY_DEFAULT.has(feature)),
    ]);
    return [name, { enabled, features: Object.fromEntries(chosen) as object }];
  });
  return {
    object: 'account_session',
    account: account.id,
    client_secret: `accs_secret__${ctx.secret(60)}`,
    components: Object.fromEntries(components) as Stripe.AccountSession.Components,
    expires_at: ctx.now + SECONDS_TO_LIVE,
    livemode: false,
  };
}

export const accountSessionRoutes = [
  route({
    method: 'POST',
    path: '/v1/account_sessions',
    permission: 'account_session',
    params: createAccountSessionParams,
    handle: createAccountSession,
  }),
];
