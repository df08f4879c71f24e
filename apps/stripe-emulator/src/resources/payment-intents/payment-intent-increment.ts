import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { overcaptureLimit } from '../charges/charge-details.js';
import { charges } from '../charges/charge.resource.js';
import { assertChargeable } from '../pricing/charge-amount.js';
import { assertStatus } from './payment-intent-checks.js';
import { transferDataOf } from './payment-intent-create.js';
import type { incrementAuthorizationParams } from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

/** Card networks allow no more raises of one authorization. */
const MAX_INCREMENTS = 10;

/** Raises the authorized amount of an intent that asked for the possibility. */
export function incrementAuthorization(
  ctx: Context,
  id: string,
  params: Infer<typeof incrementAuthorizationParams>,
): Stripe.PaymentIntent {
  const before = ctx.require(paymentIntents, id);
  assertStatus(before, ['requires_capture'], 'incremented');
  assertChargeable(params.amount, before.currency);
  const charge = ctx.require(charges, before.latest_charge as string);
  const details = charge.payment_method_details;
  const { card } = details ?? {};
  if (details === null || card?.incremental_authorization?.status !== 'available')
    throw invalidRequest(
      'This PaymentIntent does not support incremental authorizations. Set `payment_method_options[card][request_incremental_authorization]` to `if_available` when you confirm it.',
      { code: 'payment_intent_invalid_parameter' },
    );
  if (params.amount <= before.amount)
    throw invalidRequest(`The amount must be greater than the currently authorized amount (${before.amount}).`, {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  const hidden = ctx.hidden(paymentIntents, id);
  const increments = (hidden.increments ?? 0) + 1;
  if (increments > MAX_INCREMENTS)
    throw invalidRequest(`An authorization can be incremented at most ${MAX_INCREMENTS} times.`);
  const maximum = card.overcapture?.status === 'available' ? overcaptureLimit(params.amount) : params.amount;
  const raised = ctx.update(charges, charge.id, {
    amount: params.amount,
    payment_method_details: {
      ...details,
      card: {
        ...card,
        amount_authorized: params.amount,
        ...(card.overcapture === undefined
          ? {}
          : { overcapture: { ...card.overcapture, maximum_amount_capturable: maximum } }),
      },
    },
  });
  const fee = params.application_fee_amount;
  const intent = ctx.update(
    paymentIntents,
    id,
    {
      amount: params.amount,
      amount_capturable: params.amount,
      ...(fee === undefined ? {} : { application_fee_amount: fee }),
      ...(params.description === undefined ? {} : { description: params.description }),
      ...(params.statement_descriptor === undefined ? {} : { statement_descriptor: params.statement_descriptor }),
      ...(params.transfer_data === undefined || before.transfer_data == null
        ? {}
        : { transfer_data: transferDataOf(params.transfer_data, before.transfer_data) }),
      metadata: mergeMetadata(before.metadata, params.metadata),
    },
    { ...hidden, increments },
  );
  ctx.emit('charge.updated', raised, charge);
  ctx.emit('payment_intent.amount_capturable_updated', intent, before);
  return intent;
}
