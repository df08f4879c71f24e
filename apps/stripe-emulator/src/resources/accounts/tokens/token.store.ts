import type { Context } from '../../../core/context.js';
import { invalidRequest, resourceMissing } from '../../../core/errors.js';
import type { RawHash } from '../../../core/params.js';
import type { ExternalAccountHash } from '../external-accounts/external-account.params.js';
import { BANK_TOKENS, CARD_TOKENS } from '../external-accounts/test-numbers.js';
import { enteredFor } from './token-card.js';
import { tokens } from './token.resource.js';

/** The bank account or card that a token stands for; a token of one's own can be used once. */
export function spendToken(ctx: Context, id: string, param: string): ExternalAccountHash {
  const bank = BANK_TOKENS[id];
  if (bank !== undefined)
    return {
      object: 'bank_account',
      country: bank.country,
      routing_number: bank.routingNumber,
      account_number: bank.accountNumber,
    };
  const card = CARD_TOKENS[id];
  if (card !== undefined) return { object: 'card', number: card, exp_month: 12, exp_year: 2034 };
  const external = enteredFor(spend(ctx, id, param), id);
  if (external === undefined) throw resourceMissing('token', id, param);
  return external;
}

/** The parameters that an account or person token stands for. */
export function spendValues(ctx: Context, id: string | undefined, param: 'account_token' | 'person_token'): RawHash {
  if (id === undefined) return {};
  const { values } = spend(ctx, id, param).hidden(tokens, id);
  if (values === undefined) throw resourceMissing('token', id, param);
  return values;
}

/** @returns the context of the account that made the token */
function spend(ctx: Context, id: string, param: string): Context {
  const found = ctx.locate(tokens, id);
  if (found === undefined) throw resourceMissing('token', id, param);
  if (found.object.used)
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, { code: 'token_already_used', param });
  found.ctx.update(tokens, id, { used: true });
  return found.ctx;
}
