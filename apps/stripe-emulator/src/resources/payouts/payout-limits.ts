import type Stripe from 'stripe';
import { currencyRule } from '@guildhall/money';
import type { SourceType } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import {
  bankAccounts,
  payoutCards,
  type PayoutBehaviour,
} from '../accounts/external-accounts/external-account.resource.js';
import { accountOf } from '../pricing/account-terms.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { convert } from '../pricing/exchange.js';

/** Smallest payouts, in minor units; one unit elsewhere. */
const MINIMUM: Readonly<Record<string, number>> = {
  eur: 100,
  gbp: 100,
  hkd: 100,
  jpy: 1,
  mxn: 1_000,
  sgd: 100,
  usd: 1,
};

/** `{"payouts": {...}}` of `--config`. */
interface PayoutConfig {
  readonly payouts?: { readonly instantBps?: number; readonly instantMinimumUsd?: number };
}

/** Where a payout goes, and how it will end there. */
export interface PayoutTarget {
  readonly account: Stripe.BankAccount | Stripe.Card;
  readonly behaviour: PayoutBehaviour;
}

export function minimumPayout(currency: string): number {
  const step = Number(currencyRule(currency).payoutStepMinor);
  return Math.ceil((MINIMUM[currency] ?? 1) / step) * step;
}

/** Stripe's fee for an instant payout. */
export function instantFee(ctx: Context, amount: number, currency: string): number {
  const { instantBps = 100, instantMinimumUsd = 50 } = (ctx.config as PayoutConfig).payouts ?? {};
  return Math.max(Math.round((amount * instantBps) / 10_000), convert(instantMinimumUsd, 'usd', currency));
}

/**
 * The external account that is paid.
 * @param asked its id; without one the default of the currency
 */
export function payoutTarget(ctx: Context, currency: string, asked: string | undefined): PayoutTarget {
  const bank = asked === undefined ? undefined : ctx.find(bankAccounts, asked);
  if (bank !== undefined) return checked(bank, ctx.hidden(bankAccounts, bank.id), currency);
  const card = asked === undefined ? undefined : ctx.find(payoutCards, asked);
  if (card !== undefined) return checked(card, ctx.hidden(payoutCards, card.id), currency);
  if (asked !== undefined) throw resourceMissing('external account', asked, 'destination');
  const found = defaultTarget(ctx, currency);
  if (found !== undefined) return found;
  throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency}).`, {
    code: 'invalid_currency',
    param: 'currency',
  });
}

/** The default external account of a currency, if the account has one. */
export function defaultTarget(ctx: Context, currency: string): PayoutTarget | undefined {
  const where = { currency, default_for_currency: true };
  const [bank] = ctx.all(bankAccounts, where);
  if (bank !== undefined) return { account: bank, behaviour: ctx.hidden(bankAccounts, bank.id) };
  const [card] = ctx.all(payoutCards, where);
  return card === undefined ? undefined : { account: card, behaviour: ctx.hidden(payoutCards, card.id) };
}

function checked(account: PayoutTarget['account'], behaviour: PayoutBehaviour, currency: string): PayoutTarget {
  if (account.currency === currency) return { account, behaviour };
  throw invalidRequest(
    `The currency of the external account (${account.currency ?? ''}) is not the currency of the payout (${currency}).`,
    { code: 'invalid_currency', param: 'destination' },
  );
}

export function assertPayoutsEnabled(ctx: Context): void {
  if (accountOf(ctx, ctx.account)?.payouts_enabled !== false) return;
  throw invalidRequest(
    'Cannot create payouts; this account has requirements that need to be completed before payouts are enabled.',
    { code: 'payouts_not_allowed' },
  );
}

export function assertPayable(amount: number, currency: string): void {
  const step = Number(currencyRule(currency).payoutStepMinor);
  if (amount % step !== 0)
    throw invalidRequest(`Payouts in ${currency} must be multiples of ${step}.`, {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  const minimum = minimumPayout(currency);
  if (amount < minimum)
    throw invalidRequest(`The minimum payout is ${formatAmount(minimum, currency)}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
}

export function assertInstant({ account, behaviour }: PayoutTarget): void {
  if (behaviour.isInstantEligible) return;
  throw invalidRequest(`The external account ${account.id} is not eligible for Instant Payouts.`, {
    code: 'instant_payouts_unsupported',
    param: 'method',
  });
}

/** @throws StripeError `balance_insufficient` when the balance does not cover the payout and its fee */
export function assertFunds(
  ctx: Context,
  {
    amount,
    fee,
    currency,
    sourceType,
    isInstant,
  }: { amount: number; fee: number; currency: string; sourceType: SourceType; isInstant: boolean },
): void {
  const { availableBySource, instantPending } = ctx.book.balance(ctx.account, currency, ctx.now);
  const limit = (availableBySource[sourceType] ?? 0) + (isInstant ? instantPending : 0);
  if (amount + fee <= limit) return;
  const kind = sourceType === 'card' ? 'card' : 'bank account';
  throw invalidRequest(
    `You have insufficient funds in your Stripe account for this transfer. Your ${kind} balance is too low: ${formatAmount(Math.max(0, limit), currency)} is available. You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).`,
    { code: 'balance_insufficient' },
  );
}
