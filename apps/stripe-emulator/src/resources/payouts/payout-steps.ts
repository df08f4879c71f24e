import { action } from '../../core/resource.js';
import { markExternalAccount } from '../accounts/external-accounts/external-account.change.js';
import { returnFunds } from './payout-money.js';
import { fundsArrive } from './funds.js';
import { payouts } from './payout.resource.js';

const MESSAGES: Readonly<Record<string, string>> = {
  account_closed: 'The bank account has been closed.',
  could_not_process: 'The bank could not process this payout.',
  debit_not_authorized: 'Debit transactions are not approved on your bank account.',
  insufficient_funds: 'Your Stripe account has insufficient funds to cover the payout.',
  invalid_currency: 'The bank was unable to process this payout because of its currency.',
  no_account:
    'The bank account details on file are probably incorrect. No bank account could be located with those details.',
};

/** Handed to the bank: it can no longer be canceled. */
export const submitPayout = action<{ payout: string }>('payout.submit', (ctx, { payout: id }) => {
  const before = ctx.find(payouts, id);
  if (before?.status !== 'pending') return;
  const after = ctx.update(payouts, id, { status: 'in_transit', trace_id: { status: 'pending', value: null } });
  ctx.emit('payout.updated', after, before);
});

export const arrivePayout = action<{ payout: string }>('payout.arrive', (ctx, { payout: id }) => {
  const before = ctx.find(payouts, id);
  if (before === undefined || (before.status !== 'in_transit' && before.status !== 'pending')) return;
  const isReconciled = before.reconciliation_status === 'in_progress';
  const after = ctx.update(payouts, id, {
    status: 'paid',
    trace_id: { status: 'supported', value: id.replace('po_', '').toUpperCase().slice(0, 15) },
    ...(isReconciled ? { reconciliation_status: 'completed' } : {}),
  });
  ctx.emit('payout.paid', after, before);
  if (isReconciled) ctx.emit('payout.reconciliation_completed', after, before);
});

/** The bank sends it back, which may be after it said "paid". The external account takes no more payouts. */
export const failPayout = action<{ payout: string; code: string }>('payout.fail', (ctx, { payout: id, code }) => {
  const before = ctx.find(payouts, id);
  if (before === undefined || before.status === 'canceled' || before.status === 'failed') return;
  const transaction = returnFunds(ctx, before, 'payout_failure');
  const after = ctx.update(payouts, id, {
    failure_balance_transaction: transaction,
    failure_code: code,
    failure_message: MESSAGES[code] ?? 'The payout failed.',
    status: 'failed',
  });
  ctx.emit('payout.failed', after, before);
  if (ctx.isConnected) markExternalAccount(ctx, before.destination as string, 'errored');
  fundsArrive(ctx, ctx.account, ctx.now);
});
