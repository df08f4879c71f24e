import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';
import { testClocks } from './test-clock.resource.js';

/** The same context by the time of a test clock; unchanged for null, and for one that is gone. */
export function atClockTime(ctx: Context, clock: string | null | undefined): Context {
  if (clock == null || ctx.timeline === clock) return ctx;
  if (ctx.find(testClocks, clock) === undefined) return ctx;
  return ctx.at(ctx.hidden(testClocks, clock).time, clock);
}

/**
 * The context in which everything of a customer happens: by the time of its test clock when it has one. What is then
 * created, emitted and scheduled is dated and planned by that clock.
 * @param customer the customer or its id
 */
export function atCustomersTime(ctx: Context, customer: Stripe.Customer | string | null | undefined): Context {
  if (customer == null) return ctx;
  const found = typeof customer === 'string' ? ctx.find(customers, customer) : customer;
  return atClockTime(ctx, clockOf(found));
}

/** The id of the test clock that a customer lives on, for the `test_clock` field of what belongs to it. */
export function clockOf(customer: Stripe.Customer | undefined): string | null {
  return (customer?.test_clock as string | null | undefined) ?? null;
}
