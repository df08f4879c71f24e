import {
  type MarketplaceOrderEntity,
  newId,
  type PaymentEntity,
  RefundEntity,
  RefundLegEntity,
  RefundRequestEntity,
  type SellerShareEntity,
  type TransferEntity,
} from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, type EntityManager } from 'typeorm';
import { NothingToRefund, RefundExceedsRemaining } from './refund.errors.js';
import { planFullRefund, type PlannedLeg, type ShareToRefund } from './refund.plan.js';
import { RefundRepository } from './refund.repository.js';

export interface RequestRefundCommand {
  readonly orderId: string;
  readonly reason: RefundEntity['reason'];
  readonly commissionPolicy: RefundEntity['commissionPolicy'];
  /** The operator, or null when the platform refunds by itself. */
  readonly userId: string | null;
}

/** What a refund would do, with nothing done yet. */
export interface PlannedRefund {
  readonly order: MarketplaceOrderEntity;
  readonly payment: PaymentEntity;
  readonly refund: RefundEntity;
  readonly plan: readonly PlannedLeg[];
}

/** A transfer in one of these has money of the order, had it, or is about to get it. */
const HOLDS_MONEY: readonly TransferEntity['state'][] = ['requested', 'created', 'reversed'];

/** Gives the whole of an order back to its buyer: plans it, records it, and leaves the sending to the outbox. */
@Injectable()
export class RequestRefund {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refunds: RefundRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws OrderNotFound, NothingToRefund, RefundExceedsRemaining */
  execute(command: RequestRefundCommand): Promise<RefundEntity> {
    return this.dataSource.transaction((manager) => this.within(manager, command));
  }

  /** What `execute` would do now, by the same rules. @throws as `execute` */
  preview(command: RequestRefundCommand): Promise<PlannedRefund> {
    return this.dataSource.transaction((manager) => this.planned(manager, command));
  }

  /** The same as `execute`, as part of a caller's transaction. */
  async within(manager: EntityManager, command: RequestRefundCommand): Promise<RefundEntity> {
    const { order, payment, refund, plan } = await this.planned(manager, command);
    payment.refundedMinor += refund.amountMinor;
    payment.updatedAt = refund.createdAt;
    await manager.save(payment);
    await manager.insert(RefundEntity, refund);
    await manager.insert(
      RefundLegEntity,
      plan.map((leg) => newLeg(leg, refund)),
    );
    await this.settleRequest(manager, refund);
    await this.outbox.record(manager, {
      kind: 'refund.create',
      subjectId: refund.id,
      serialKey: `order:${order.id}`,
      params: { ...refundParams(refund, payment, order, plan) },
      priority: OperationPriority.operator,
    });
    if (command.userId !== null) await this.note(manager, command.userId, refund);
    return refund;
  }

  private async planned(manager: EntityManager, command: RequestRefundCommand): Promise<PlannedRefund> {
    const { order, payment } = await this.refunds.lockOrder(manager, command.orderId);
    // Before its charge is booked the order is still open, and might yet be paid out to sellers.
    if (payment.capturedMinor === 0n || payment.stripeChargeId === null) throw new NothingToRefund(order.state);
    if (payment.refundedMinor > 0n) throw new RefundExceedsRemaining(payment.capturedMinor - payment.refundedMinor);
    const refund = newRefund(command, payment);
    return { order, payment, refund, plan: await this.plan(manager, order, refund) };
  }

  private async plan(
    manager: EntityManager,
    order: MarketplaceOrderEntity,
    { commissionPolicy }: RefundEntity,
  ): Promise<PlannedLeg[]> {
    const shares = await this.refunds.shares(manager, order.id);
    const transfers = await this.refunds.transfers(manager, order.id);
    const earlier = await this.refunds.settledLegs(manager, order.id);
    const toRefund = shares.map((share) => toPlan(share, transfers, earlier));
    return planFullRefund(order.chargeMode, commissionPolicy, toRefund);
  }

  /** Whoever asked for this order's money gets it, whether or not somebody looked at what they wrote. */
  private async settleRequest(manager: EntityManager, refund: RefundEntity): Promise<void> {
    const { id: refundId, requestedByUserId: decidedByUserId, createdAt: decidedAt } = refund;
    await manager.update(
      RefundRequestEntity,
      { orderId: refund.orderId, state: 'open' },
      { state: 'approved', refundId, decidedByUserId, decidedAt, updatedAt: decidedAt },
    );
  }

  private async note(manager: EntityManager, userId: string, refund: RefundEntity): Promise<void> {
    const { id: refundId, orderId: subjectId, amountMinor, currency } = refund;
    const detail = { refundId, amountMinor: Number(amountMinor), currency };
    await this.audit.record(manager, { userId, action: 'refund.request', subjectId, detail });
  }
}

function newRefund(command: RequestRefundCommand, payment: PaymentEntity): RefundEntity {
  const now = new Date();
  return {
    id: newId(),
    orderId: payment.orderId,
    paymentId: payment.id,
    state: 'requested',
    currency: payment.currency,
    amountMinor: payment.capturedMinor,
    reason: command.reason,
    commissionPolicy: command.commissionPolicy,
    stripeRefundId: null,
    failureReason: null,
    requestedByUserId: command.userId,
    createdAt: now,
    updatedAt: now,
  };
}

/** A transfer that was asked for counts as made: its leg waits until Stripe has confirmed it. */
function toPlan(
  { sellerId, amountMinor, commissionMinor }: SellerShareEntity,
  transfers: readonly TransferEntity[],
  earlier: readonly RefundLegEntity[],
): ShareToRefund {
  const made = transfers.find((each) => each.sellerId === sellerId && HOLDS_MONEY.includes(each.state));
  const legs = earlier.filter((leg) => leg.sellerId === sellerId);
  return {
    sellerId,
    amountMinor,
    commissionMinor,
    transfer: made === undefined ? null : { id: made.id, reversedMinor: made.reversedMinor },
    earlier: {
      takenBackMinor: legs.reduce((sum, leg) => sum + leg.takeBackMinor, 0n),
      commissionBackMinor: legs.reduce((sum, leg) => sum + leg.commissionBackMinor, 0n),
    },
  };
}

function newLeg(leg: PlannedLeg, refund: RefundEntity): RefundLegEntity {
  const { createdAt, updatedAt, currency } = refund;
  const fate = {
    state: leg.means === 'none' ? 'done' : 'planned',
    stripeReversalId: null,
    failureReason: null,
  } as const;
  return { ...leg, ...fate, id: newId(), refundId: refund.id, currency, createdAt, updatedAt };
}

/** Stripe reverses nothing and returns no fee unless told so. */
function refundParams(
  refund: RefundEntity,
  payment: PaymentEntity,
  order: MarketplaceOrderEntity,
  plan: readonly PlannedLeg[],
): Stripe.RefundCreateParams {
  const isDestination = order.chargeMode === 'destination';
  const takesBack = plan.some(({ takeBackMinor }) => takeBackMinor > 0n);
  const givesFeeBack = plan.some(({ commissionBackMinor }) => commissionBackMinor > 0n);
  return {
    payment_intent: payment.stripePaymentIntentId ?? '',
    amount: Number(refund.amountMinor),
    reason: refund.reason,
    ...(isDestination ? { reverse_transfer: takesBack } : {}),
    ...(isDestination && payment.applicationFeeMinor > 0n ? { refund_application_fee: givesFeeBack } : {}),
    metadata: { order_id: order.id, refund_id: refund.id },
  };
}
