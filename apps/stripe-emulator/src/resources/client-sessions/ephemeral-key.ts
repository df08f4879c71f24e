import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { p, paramsOf, type Infer } from '../../core/params.js';
import { defineResource } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';

const SECONDS_TO_LIVE = 3600;

export const createEphemeralKeyParams = paramsOf<Stripe.EphemeralKeyCreateParams>()({
  customer: p.id(),
  issuing_card: p.id(),
  nonce: p.string(),
  verification_session: p.id(),
});

/** The API shows what a key is for; the SDK's type does not say so. */
export interface EphemeralKey extends Stripe.EphemeralKey {
  readonly associated_objects: readonly { readonly id: string; readonly type: string }[];
}

export interface EphemeralKeyHidden {
  readonly secret: string;
  readonly customer: string;
}

/** The core finds a key by its secret, which names the account: `ek_test_` and base64 of `acct_..,secret`. */
export const ephemeralKeys = defineResource<EphemeralKey, EphemeralKeyHidden>({
  object: 'ephemeral_key',
  idPrefix: 'ephkey',
  label: 'ephemeral key',
  pathParam: 'key',
  filters: { secret: (_key, hidden) => hidden.secret },
});

/** A key that a mobile app uses for an hour in the name of one customer. Its secret is shown this once. */
export function createEphemeralKey(ctx: Context, params: Infer<typeof createEphemeralKeyParams>): EphemeralKey {
  if (ctx.scope.isVersionNamed === false)
    throw invalidRequest(
      'You must specify the API version of the client that will use this key, in the Stripe-Version header.',
    );
  const { customer, issuing_card: card, verification_session: session } = params;
  if (card !== undefined || session !== undefined)
    throw invalidRequest('Ephemeral keys of this emulator are for customers.', {
      param: card === undefined ? 'verification_session' : 'issuing_card',
    });
  if (customer === undefined)
    throw invalidRequest(
      'You must provide exactly one of the following parameters: customer, issuing_card, verification_session.',
      { code: 'parameter_missing', param: 'customer' },
    );
  ctx.require(customers, customer, 'customer');
  const text = Buffer.from(`${ctx.account},${ctx.secret(34)}`).toString('base64url');
  const secret = `ek_test_${text}`;
  const key = ctx.insert(
    ephemeralKeys,
    {
      id: ctx.id(ephemeralKeys.idPrefix),
      object: 'ephemeral_key',
      associated_objects: [{ id: customer, type: 'customer' }],
      created: ctx.now,
      expires: ctx.now + SECONDS_TO_LIVE,
      livemode: false,
    },
    { secret, customer },
  );
  return { ...key, secret };
}

/** Ends a key before its time. */
export function deleteEphemeralKey(ctx: Context, id: string): EphemeralKey {
  const key = ctx.require(ephemeralKeys, id);
  ctx.delete(ephemeralKeys, id);
  return { ...key, expires: Math.min(key.expires, ctx.now) };
}
