import type { RequestContext } from '../core/context.js';
import { p, paramsOf, type Infer } from '../core/params.js';
import { route } from '../core/resource.js';
import { methodOf } from '../resources/payment-intents/intent-methods.js';
import { updatePaymentIntent } from '../resources/payment-intents/payment-intent-update.js';
import { paymentMethodData } from '../resources/payment-methods/payment-method.params.js';
import { updateSetupIntent } from '../resources/setup-intents/setup-intent-create.js';

const linkParams = paramsOf<unknown>()({ client_secret: p.string(), payment_method_data: paymentMethodData });
type LinkContext = RequestContext<Infer<typeof linkParams>>;

const methodFrom = (ctx: LinkContext) => ({ payment_method: methodOf(ctx, ctx.params)?.id ?? '' });

/** Gives an intent the bank account that its payer linked in Stripe.js. */
export const linkAccountRoutes = [
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/link_account',
    permission: 'payment_intent',
    publishable: 'client_secret',
    params: linkParams,
    handle: (ctx) => updatePaymentIntent(ctx, ctx.pathId(), methodFrom(ctx)),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/link_account',
    permission: 'setup_intent',
    publishable: 'client_secret',
    params: linkParams,
    handle: (ctx) => updateSetupIntent(ctx, ctx.pathId(), methodFrom(ctx)),
  }),
];
