import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../core/errors.js';
import type { MetadataChange } from '../../core/params.js';
import type { ExternalAccountHash } from '../accounts/external-accounts/external-account.params.js';
import { BANK_TOKENS } from '../accounts/external-accounts/test-numbers.js';
import { enteredFor } from '../accounts/tokens/token-card.js';
import { tokens } from '../accounts/tokens/token.resource.js';
import { createPaymentMethod, type PaymentMethodData } from '../payment-methods/payment-method-factory.js';
import { testCardByName } from '../payment-methods/test-cards.js';

/** What a client may pass as `source`: an id, or the thing itself. */
export type SourceInput = string | ExternalAccountHash;

interface Made {
  readonly data: PaymentMethodData;
  readonly prefix: 'card' | 'ba';
  /** The id that the token promised. */
  readonly id?: string | undefined;
  readonly isVerified?: boolean;
}

/**
 * Makes a card or bank account of the older kind of a token, or of what was entered.
 * @param param the parameter that held it
 * @throws StripeError for unknown and used tokens, and for numbers that are wrong
 */
export function makeSource(
  ctx: Context,
  input: SourceInput,
  options: { customer: string | null; metadata?: MetadataChange | undefined; param: string },
): Stripe.PaymentMethod {
  const {
    data,
    prefix,
    id,
    isVerified = false,
  } = typeof input === 'string' ? ofToken(ctx, input, options.param) : ofHash(input);
  const metadata = options.metadata ?? data.metadata;
  return createPaymentMethod(
    ctx,
    { ...data, ...(metadata === undefined ? {} : { metadata }) },
    { id: id ?? ctx.id(prefix), customer: options.customer, isVerified },
  );
}

function ofToken(ctx: Context, id: string, param: string): Made {
  const bank = BANK_TOKENS[id];
  if (bank !== undefined)
    return {
      ...ofHash({ object: 'bank_account', account_number: bank.accountNumber, routing_number: bank.routingNumber }),
      isVerified: id.startsWith('btok_us_verified'),
    };
  const token = ctx.find(tokens, id);
  if (token !== undefined) return ofOwnToken(ctx, token, param);
  const card = id.startsWith('tok_') ? testCardByName(id) : undefined;
  if (card === undefined) throw resourceMissing(/^(src|card|ba|pm)_/.test(id) ? 'source' : 'token', id, param);
  return { data: { type: 'card', card: { token: id } }, prefix: 'card' };
}

function ofOwnToken(ctx: Context, token: Stripe.Token, param: string): Made {
  if (token.used)
    throw invalidRequest(`You cannot use a Stripe token more than once: ${token.id}.`, {
      code: 'token_already_used',
      param,
    });
  const external = enteredFor(ctx, token.id);
  if (external === undefined)
    throw invalidRequest(`The token ${token.id} holds neither a card nor a bank account.`, { param });
  ctx.update(tokens, token.id, { used: true });
  const made = ofHash({ ...external, object: token.type === 'card' ? 'card' : 'bank_account' });
  return { ...made, id: token.card?.id ?? token.bank_account?.id };
}

function ofHash(given: ExternalAccountHash): Made {
  if (given.token !== undefined && given.number === undefined)
    return { data: { type: 'card', card: { token: given.token } }, prefix: 'card' };
  if ((given.object ?? (given.number === undefined ? 'bank_account' : 'card')) === 'card')
    return { data: cardData(given), prefix: 'card' };
  if (given.account_number === undefined) throw missingParam('bank_account[account_number]');
  const { account_holder_type: holder } = given;
  return {
    data: {
      type: 'us_bank_account',
      us_bank_account: {
        account_number: given.account_number,
        routing_number: given.routing_number ?? '110000000',
        ...(holder == null ? {} : { account_holder_type: holder }),
      },
      ...(given.account_holder_name == null ? {} : { billing_details: { name: given.account_holder_name } }),
      ...(given.metadata === undefined ? {} : { metadata: given.metadata }),
    },
    prefix: 'ba',
  };
}

/** A card as entered, in the words of payment methods. */
export function cardData(given: ExternalAccountHash): PaymentMethodData {
  const { number, exp_month, exp_year, cvc, name, metadata } = given;
  return {
    type: 'card',
    card: {
      ...(number === undefined ? {} : { number }),
      ...(exp_month === undefined ? {} : { exp_month }),
      ...(exp_year === undefined ? {} : { exp_year }),
      ...(cvc === undefined ? {} : { cvc }),
    },
    billing_details: {
      ...(name === undefined ? {} : { name }),
      address: {
        city: given.address_city ?? null,
        country: given.address_country ?? null,
        line1: given.address_line1 ?? null,
        line2: given.address_line2 ?? null,
        postal_code: given.address_zip ?? null,
        state: given.address_state ?? null,
      },
    },
    ...(metadata === undefined ? {} : { metadata }),
  };
}
