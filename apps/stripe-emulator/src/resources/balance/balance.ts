import type Stripe from 'stripe';
import type { SourceType } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { accounts } from '../accounts/account.resource.js';
import { defaultCurrencyOf } from '../pricing/account-terms.js';

type SourceTypes = Partial<Record<SourceType, number>>;

/** The balance of the context's account, one entry per currency it ever had. */
export function balanceOf(ctx: Context): Stripe.Balance {
  const home = defaultCurrencyOf(ctx, ctx.account);
  const currencies = [...new Set([home, ...ctx.book.currencies(ctx.account)])];
  const entries = currencies.map((currency) => ({
    currency,
    ...ctx.book.balance(ctx.account, currency, ctx.now),
  }));
  const instant = entries.map(({ currency, available, instantPending, availableBySource }) => ({
    amount: Math.max(0, available + instantPending),
    currency,
    source_types: sourceTypes(availableBySource),
  }));
  return {
    object: 'balance',
    available: entries.map(({ currency, available, availableBySource }) => ({
      amount: available,
      currency,
      source_types: sourceTypes(availableBySource),
    })),
    ...(ctx.isConnected ? {} : { connect_reserved: connectReserved(ctx, currencies) }),
    instant_available: instant,
    livemode: false,
    pending: entries.map(({ currency, pending, pendingBySource }) => ({
      amount: pending,
      currency,
      source_types: sourceTypes(pendingBySource),
    })),
    refund_and_dispute_prefunding: {
      available: currencies.map((currency) => ({ amount: 0, currency, source_types: {} })),
      pending: currencies.map((currency) => ({ amount: 0, currency, source_types: {} })),
    },
  };
}

function sourceTypes(bySource: Readonly<SourceTypes>): SourceTypes {
  return { ...bySource, card: bySource.card ?? 0 };
}

/** What the platform must cover: the negative balances of its connected accounts. */
function connectReserved(ctx: Context, currencies: readonly string[]): Stripe.Balance.ConnectReserved[] {
  const connected = ctx.all(accounts, { kind: 'connected' });
  return currencies.map((currency) => {
    let amount = 0;
    for (const { id } of connected) {
      const { available, pending } = ctx.book.balance(id, currency, ctx.now);
      amount += Math.max(0, -(available + pending));
    }
    return { amount, currency, source_types: { card: amount } };
  });
}
