import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Param } from '../../core/params.js';
import { externalAccountHash } from '../accounts/external-accounts/external-account.params.js';
import { SOURCE_TYPES, type SourceType } from './source-kinds.js';

const text = p.string().emptyable();
const owner = p.hash({
  address: p.hash({ city: text, country: text, line1: text, line2: text, postal_code: text, state: text }),
  email: p.email(),
  name: p.string(),
  phone: p.string(),
});

/** What each kind says of itself, under its own name. */
const details = Object.fromEntries(
  SOURCE_TYPES.map((type) => [type, type === 'card' ? externalAccountHash : p.mapOf(p.anything())]),
) as unknown as Record<Exclude<SourceType, 'card'>, Param<Record<string, unknown>, false>> & {
  readonly card: typeof externalAccountHash;
};

export const createSourceParams = paramsOf<Stripe.SourceCreateParams>()({
  ...details,
  amount: p.amount(),
  currency: p.currency(),
  customer: p.id(),
  flow: p.enum(['code_verification', 'none', 'receiver', 'redirect']),
  mandate: p.anything(),
  metadata: p.metadata(),
  original_source: p.id(),
  owner,
  receiver: p.hash({ refund_attributes_method: p.enum(['email', 'manual', 'none']) }),
  redirect: p.hash({ return_url: p.url().required() }),
  source_order: p.anything(),
  statement_descriptor: p.string(),
  token: p.id(),
  type: p.enum(SOURCE_TYPES),
  usage: p.enum(['reusable', 'single_use']),
});

export const updateSourceObjectParams = paramsOf<Stripe.SourceUpdateParams>()({
  amount: p.amount(),
  mandate: p.anything(),
  metadata: p.metadata(),
  owner,
  source_order: p.anything(),
});

export const retrieveSourceParams = paramsOf<Stripe.SourceRetrieveParams>()({ client_secret: p.string() });
export const sourceTransactionsParams = listParamsOf<object>()({});
export const verifySourceObjectParams = paramsOf<Stripe.SourceVerifyParams>()({
  values: p.array(p.string()).required(),
});
