import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { confirmationTokens } from './confirmation-token.resource.js';

interface Confirmation {
  readonly confirmation_token?: string;
  readonly payment_method?: string;
  readonly payment_method_data?: unknown;
}

/**
 * The parameters of a confirmation with what its token holds; what the request says itself wins. The token is used up
 * by it, unless the request is refused.
 * @param user the intent that is confirmed
 */
export function withConfirmationToken<P extends Confirmation>(
  ctx: Context,
  params: P,
  user: { readonly payment_intent: string } | { readonly setup_intent: string },
): { readonly params: P; readonly cvcGiven: boolean } {
  const { confirmation_token: id, ...given } = params;
  if (id === undefined) return { params, cvcGiven: false };
  for (const other of ['payment_method', 'payment_method_data'] as const)
    if (params[other] !== undefined)
      throw invalidRequest(`You may only specify one of these parameters: ${other}, confirmation_token.`, {
        code: 'parameters_exclusive',
        param: other,
      });
  const token = ctx.require(confirmationTokens, id, 'confirmation_token');
  if (token.payment_intent !== null || token.setup_intent !== null)
    throw invalidRequest(
      `The ConfirmationToken ${id} has already been used to confirm a PaymentIntent or SetupIntent. ConfirmationTokens can only be used once.`,
      { param: 'confirmation_token' },
    );
  if (token.expires_at !== null && token.expires_at <= ctx.now)
    throw invalidRequest(`The ConfirmationToken ${id} has expired. Collect the payment details again.`, {
      param: 'confirmation_token',
    });
  const { draft, paymentMethod, cvcGiven, collected } = ctx.hidden(confirmationTokens, id);
  const method =
    draft === null ? paymentMethod : ctx.insert(paymentMethods, { ...draft.object, created: ctx.now }, draft.hidden).id;
  ctx.update(confirmationTokens, id, user);
  return { params: { ...collected, ...given, payment_method: method } as unknown as P, cvcGiven };
}
