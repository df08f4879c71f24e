import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invoices } from '../invoices/invoice.resource.js';
import { voidInvoice } from '../invoices/invoice-end.js';
import { itemList, itemsOf, saveItems } from './subscription-state.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import { subscriptionItems, subscriptions, type Subscription } from './subscription.resource.js';
import { planWake } from './subscription-wake.js';

const EXPIRES_AFTER_SECONDS = 23 * 3600;

/** What is kept of a change until it is paid. */
interface HeldChange {
  readonly patch: Partial<Subscription>;
}

/**
 * Takes a change back that is not paid yet, and remembers it: the subscription goes on as it was, with
 * `pending_update`, until the invoice is paid or the change expires.
 */
export function holdUpdate(
  ctx: Context,
  before: Subscription,
  invoice: string,
  params: UpdateSubscriptionParams,
): Subscription {
  const wanted = ctx.require(subscriptions, before.id);
  const change: HeldChange = {
    patch: {
      billing_cycle_anchor: wanted.billing_cycle_anchor,
      billing_cycle_anchor_config: wanted.billing_cycle_anchor_config,
      discounts: wanted.discounts,
      items: wanted.items,
      metadata: wanted.metadata,
      trial_end: wanted.trial_end,
    },
  };
  restore(ctx, before);
  const after = ctx.update(
    subscriptions,
    before.id,
    { latest_invoice: invoice, pending_update: pendingUpdate(ctx, before, wanted, params) },
    { ...ctx.hidden(subscriptions, before.id), pendingUpdate: { invoice, change: JSON.stringify(change) } },
  );
  planWake(ctx, before.id);
  ctx.emit('customer.subscription.updated', after, before);
  return ctx.require(subscriptions, before.id);
}

function restore(ctx: Context, before: Subscription): void {
  for (const item of ctx.all(subscriptionItems, { subscription: before.id })) ctx.delete(subscriptionItems, item.id);
  for (const item of itemsOf(before)) {
    const row = ctx.store.row(subscriptionItems, ctx.account, item.id);
    if (row !== undefined) ctx.store.purge(row);
    ctx.insert(subscriptionItems, item);
  }
  ctx.update(subscriptions, before.id, before);
}

function pendingUpdate(
  ctx: Context,
  before: Subscription,
  wanted: Subscription,
  params: UpdateSubscriptionParams,
): Stripe.Subscription.PendingUpdate {
  return {
    billing_cycle_anchor:
      wanted.billing_cycle_anchor === before.billing_cycle_anchor ? null : wanted.billing_cycle_anchor,
    cancel_at_period_end: params.cancel_at_period_end ?? null,
    discount: null,
    discounts: params.discounts === undefined ? null : wanted.discounts,
    expires_at: ctx.now + EXPIRES_AFTER_SECONDS,
    metadata: params.metadata === undefined ? null : wanted.metadata,
    subscription_items: params.items === undefined ? null : [...itemsOf(wanted)],
    trial_end: typeof params.trial_end === 'number' ? params.trial_end : null,
    trial_from_plan: params.trial_from_plan ?? null,
  };
}

/** The invoice of a held change is paid: the change happens. */
export function applyHeldUpdate(ctx: Context, before: Subscription): void {
  const hidden = ctx.hidden(subscriptions, before.id);
  if (hidden.pendingUpdate === null) return;
  const { patch } = JSON.parse(hidden.pendingUpdate.change) as HeldChange;
  const items = patch.items?.data ?? [...itemsOf(before)];
  reviveItems(
    ctx,
    items.map(({ id }) => id),
  );
  saveItems(ctx, before.id, items);
  const after = ctx.update(
    subscriptions,
    before.id,
    { ...patch, items: itemList(before.id, items), pending_update: null },
    { ...hidden, pendingUpdate: null },
  );
  planWake(ctx, before.id);
  ctx.emit('customer.subscription.pending_update_applied', after, before);
  ctx.emit('customer.subscription.updated', after, before);
}

/** Items that came with the held change were taken out of the lists; their places are free again. */
function reviveItems(ctx: Context, ids: readonly string[]): void {
  for (const id of ids) {
    const row = ctx.store.row(subscriptionItems, ctx.account, id);
    if (row?.isDeleted === true) ctx.store.purge(row);
  }
}

/** A held change was not paid in time: it is forgotten and its invoice voided. */
export function expirePendingUpdate(ctx: Context, before: Subscription): void {
  const hidden = ctx.hidden(subscriptions, before.id);
  const invoice = hidden.pendingUpdate === null ? undefined : ctx.find(invoices, hidden.pendingUpdate.invoice);
  const after = ctx.update(subscriptions, before.id, { pending_update: null }, { ...hidden, pendingUpdate: null });
  if (invoice?.status === 'open') voidInvoice(ctx, invoice.id);
  ctx.emit('customer.subscription.pending_update_expired', after, before);
  ctx.emit('customer.subscription.updated', after, before);
}
