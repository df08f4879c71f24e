import type Stripe from 'stripe';
import { p, paramsOf, type Infer } from '../../core/params.js';
import { v2Pagination } from './v2-list.js';

const APPLIED = ['customer', 'merchant', 'recipient'] as const;
export type Applied = (typeof APPLIED)[number];

const include = p.array(
  p.enum([
    'configuration.customer',
    'configuration.merchant',
    'configuration.recipient',
    'defaults',
    'future_requirements',
    'identity',
    'requirements',
  ]),
);
export type Include = Infer<typeof retrieveParams>['include'];

/**
 * What create and update have in common. Configurations, defaults and identity are kept and merged as they are given;
 * what v1 knows of them is checked by v1.
 */
const common = {
  account_token: p.id(),
  configuration: p.hash({
    customer: p.anything(),
    merchant: p.anything(),
    recipient: p.anything(),
  }),
  contact_email: p.email().emptyable(),
  contact_phone: p.string().emptyable(),
  dashboard: p.enum(['express', 'full', 'none']),
  defaults: p.anything(),
  display_name: p.string().emptyable(),
  identity: p.anything(),
  include,
  metadata: p.metadata(),
};
export const createParams = paramsOf<Stripe.V2.Core.AccountCreateParams>()(common);
export const updateParams = paramsOf<Stripe.V2.Core.AccountUpdateParams>()(common);
export const retrieveParams = paramsOf<Stripe.V2.Core.AccountRetrieveParams>()({ include });
export const closeParams = paramsOf<Stripe.V2.Core.AccountCloseParams>()({
  applied_configurations: p.array(p.enum(APPLIED)),
});
export const listParams = paramsOf<Stripe.V2.Core.AccountListParams>()({
  ...v2Pagination,
  applied_configurations: p.array(p.enum(APPLIED)),
  closed: p.boolean(),
});
export type ChangeParams = Infer<typeof createParams>;
