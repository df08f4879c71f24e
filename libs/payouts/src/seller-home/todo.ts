import type { SellerEntity } from '@guildhall/database';
import type { TodoKind, TodoResponse } from './home.response.js';

export interface TodoCounts {
  readonly toShip: number;
  readonly outOfStock: number;
  readonly isInDebt: boolean;
}

/** What needs doing, the most urgent first: what keeps money back, then what has a deadline, then the shop. */
export function todoOf(seller: SellerEntity, { toShip, outOfStock, isInDebt }: TodoCounts): TodoResponse[] {
  const todo: TodoResponse[] = [];
  const add = (kind: TodoKind, more: Partial<Omit<TodoResponse, 'kind'>> = {}): void => {
    todo.push({ kind, count: null, reason: null, deadline: null, ...more });
  };
  if (seller.deauthorizedAt !== null) add('disconnected');
  else if (seller.stripeAccountId === null) add('connect');
  if (seller.payoutHoldReason !== null) add('payout_failed', { reason: seller.payoutHoldReason });
  if (seller.operatorHoldReason !== null) add('payouts_held', { reason: seller.operatorHoldReason });
  if (isInDebt) add('debt');
  const {
    pastDue = [],
    currentlyDue = [],
    currentDeadline = null,
  } = seller.requirements as Partial<SellerEntity['requirements']>;
  const due = new Set([...pastDue, ...currentlyDue]).size;
  if (due > 0 && seller.stripeAccountId !== null && seller.deauthorizedAt === null) {
    add('requirements', { count: due, deadline: currentDeadline === null ? null : new Date(currentDeadline) });
  }
  if (toShip > 0) add('orders_to_ship', { count: toShip });
  if (outOfStock > 0) add('out_of_stock', { count: outOfStock });
  return todo;
}
