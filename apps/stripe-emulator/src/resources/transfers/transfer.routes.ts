import type Stripe from 'stripe';
import { balanceTransactions, type SourceType } from '../../core/book.js';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { charges } from '../charges/charge.resource.js';
import { refundApplicationFee } from '../application-fees/fee-money.js';
import { applicationFees } from '../application-fees/application-fee.resource.js';
import { assertCurrency, formatAmount } from '../pricing/charge-amount.js';
import { assertCanReceive } from '../pricing/connect-checks.js';
import { reverseTransfer } from './reversal-money.js';
import { announceTransfer, sendTransfer } from './transfer-money.js';
import { transferReversals, transfers } from './transfer.resource.js';

const createParams = paramsOf<Stripe.TransferCreateParams>()({
  amount: p.amount({ max: 99_999_999_999 }),
  currency: p.currency().required(),
  description: p.string(),
  destination: p.id().required(),
  metadata: p.metadata(),
  source_transaction: p.id(),
  source_type: p.enum(['bank_account', 'card', 'fpx']),
  transfer_group: p.string(),
});
const updateParams = paramsOf<Stripe.TransferUpdateParams>()({ description: p.string(), metadata: p.metadata() });
const listParams = listParamsOf<Stripe.TransferListParams>()({
  created: p.range(),
  destination: p.id(),
  transfer_group: p.string(),
});
const createReversalParams = paramsOf<Stripe.TransferCreateReversalParams>()({
  amount: p.amount({ max: 99_999_999_999 }),
  description: p.string(),
  metadata: p.metadata(),
  refund_application_fee: p.boolean(),
});
const updateReversalParams = paramsOf<Stripe.TransferUpdateReversalParams>()({ metadata: p.metadata() });
const listReversalsParams = listParamsOf<Stripe.TransferListReversalsParams>()({});

type CreateParams = Infer<typeof createParams>;

/** Sends money to another account: of one charge, or of what is available. */
function createTransfer(ctx: Context, params: CreateParams): Stripe.Transfer {
  assertCurrency(params.currency);
  assertCanReceive(ctx, params.destination, 'destination');
  const source = params.source_transaction === undefined ? null : sourceCharge(ctx, params.source_transaction);
  const sourceType: SourceType =
    params.source_type ?? (source === null ? 'card' : ctx.hidden(charges, source.id).sourceType);
  const amount = amountOf(ctx, params, source, sourceType);
  const sent = sendTransfer(ctx, {
    amount,
    currency: params.currency,
    destination: params.destination,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    charge: source,
    isDestinationCharge: false,
    transferGroup: params.transfer_group ?? source?.transfer_group ?? null,
    sourceType,
    payment: { description: null, metadata: {} },
    applicationFee: null,
  });
  announceTransfer(ctx, sent);
  return sent.transfer;
}

function sourceCharge(ctx: Context, id: string): Stripe.Charge {
  const charge = ctx.find(charges, id);
  if (charge === undefined) throw resourceMissing('charge', id, 'source_transaction');
  if (charge.status !== 'failed' && charge.captured) return charge;
  throw invalidRequest(`The source_transaction ${id} has not been paid: its status is ${charge.status}.`, {
    param: 'source_transaction',
  });
}

function amountOf(
  ctx: Context,
  { amount: asked, currency, source_type: askedType }: CreateParams,
  source: Stripe.Charge | null,
  sourceType: SourceType,
): number {
  if (source !== null) return amountFromCharge(ctx, source, asked, currency);
  if (asked === undefined)
    throw invalidRequest('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' });
  const { available, availableBySource } = ctx.book.balance(ctx.account, currency, ctx.now);
  const limit = askedType === undefined ? available : (availableBySource[sourceType] ?? 0);
  if (asked <= limit) return asked;
  throw invalidRequest(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
    { code: 'balance_insufficient' },
  );
}

/** Transfers of one charge never exceed it, whether its funds are available yet or not. */
function amountFromCharge(ctx: Context, charge: Stripe.Charge, asked: number | undefined, currency: string): number {
  const transaction = ctx.require(balanceTransactions, charge.balance_transaction as string);
  if (currency !== transaction.currency)
    throw invalidRequest(
      `The currency of source_transaction's balance transaction (${transaction.currency}) must be the same as the transfer currency (${currency}).`,
      { param: 'currency' },
    );
  const sent = ctx
    .all(transfers, { source_transaction: charge.id })
    .reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0);
  const left = transaction.amount - sent;
  const amount = asked ?? left;
  if (amount >= 1 && amount <= left) return amount;
  const already =
    sent === 0 ? '' : ` (There is already ${formatAmount(sent, currency)} in transfers using this source.)`;
  throw invalidRequest(
    `Transfers using this transaction as a source must not exceed the source amount of ${formatAmount(transaction.amount, currency)}.${already}`,
    { param: 'amount' },
  );
}

function createReversal(ctx: Context, id: string, params: Infer<typeof createReversalParams>): Stripe.TransferReversal {
  const transfer = ctx.require(transfers, id);
  const amount = params.amount ?? transfer.amount - transfer.amount_reversed;
  const metadata = mergeMetadata({}, params.metadata);
  if (params.refund_application_fee === true) returnFee(ctx, transfer, amount);
  return reverseTransfer(ctx, id, { amount, metadata, description: params.description ?? null, sourceRefund: null });
}

/** The fee of a destination charge goes back in the proportion in which the transfer does. */
function returnFee(ctx: Context, transfer: Stripe.Transfer, amount: number): void {
  const payment = ctx.as(transfer.destination as string).require(charges, transfer.destination_payment as string);
  const feeId = payment.application_fee as string | null;
  if (feeId === null)
    throw invalidRequest(`Transfer ${transfer.id} has no application fee to refund.`, {
      param: 'refund_application_fee',
    });
  const fee = ctx.as(ctx.platform.id).require(applicationFees, feeId);
  const share = Math.min(Math.round((fee.amount * amount) / transfer.amount), fee.amount - fee.amount_refunded);
  if (share > 0) refundApplicationFee(ctx, feeId, share, {});
}

function reversalOf(ctx: RequestContext): Stripe.TransferReversal {
  const reversal = ctx.find(transferReversals, ctx.pathId('reversal'));
  if (reversal?.transfer === ctx.pathId()) return reversal;
  throw resourceMissing(transferReversals.label, ctx.pathId('reversal'));
}

const permission = 'transfer';
const routes = [
  route({
    method: 'POST',
    path: '/v1/transfers',
    permission,
    params: createParams,
    handle: (ctx) => createTransfer(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers',
    permission,
    params: listParams,
    handle: (ctx) => ctx.list(transfers),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(transfers, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id',
    permission,
    params: updateParams,
    handle: (ctx) => {
      const before = ctx.require(transfers, ctx.pathId());
      const after = ctx.update(transfers, before.id, {
        metadata: mergeMetadata(before.metadata, ctx.params.metadata),
        ...(ctx.params.description === undefined ? {} : { description: ctx.params.description }),
      });
      ctx.emit('transfer.updated', after, before);
      return after;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id/reversals',
    permission,
    params: createReversalParams,
    handle: (ctx) => createReversal(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id/reversals',
    permission,
    params: listReversalsParams,
    handle: (ctx) => ctx.list(transferReversals, { transfer: ctx.require(transfers, ctx.pathId()).id }),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id/reversals/:reversal',
    permission,
    params: noParams,
    handle: (ctx) => reversalOf(ctx),
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id/reversals/:reversal',
    permission,
    params: updateReversalParams,
    handle: (ctx) => {
      const { id, metadata } = reversalOf(ctx);
      return ctx.update(transferReversals, id, { metadata: mergeMetadata(metadata ?? {}, ctx.params.metadata) });
    },
  }),
];

export const transfersFamily = defineFamily({
  name: 'transfers',
  resources: [transfers, transferReversals],
  routes,
  events: ['transfer.created', 'transfer.reversed', 'transfer.updated'],
});
