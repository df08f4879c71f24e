import { SetMetadata } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * What slices tell each other. A slice publishes with `Outbox.publish(manager, type, payload)` in the transaction of
 * the change; every subscriber gets its own row and handles it exactly once, in the worker.
 */
export interface DomainEvents {
  /** The order's charge succeeded and is booked. */
  'order.paid': { orderId: string; paymentId: string; chargeId: string };
  /** A payment succeeded although its order was expired or canceled: give it back in full. */
  'order.paid_too_late': { orderId: string; paymentId: string };
  /** The seller's readiness at Stripe changed. */
  'seller.readiness_changed': {
    sellerId: string;
    canSell: boolean;
    canReceiveTransfers: boolean;
    canBePaidOut: boolean;
  };
  /** The seller disconnected the platform. */
  'seller.deauthorized': { sellerId: string };
  /** All of an order's money went back to the buyer. */
  'order.refunded': { orderId: string };
  /** A refund failed after it was accepted: the buyer's money is with us again. */
  'refund.failed': { orderId: string; refundId: string };
}
export type DomainEventType = keyof DomainEvents;

/** Registered by listing the class as a provider of a worker module. */
export interface DomainEventHandler<Type extends DomainEventType> {
  /** One transaction with the row's state. No network: record operations instead. */
  handle(payload: DomainEvents[Type], manager: EntityManager): Promise<void>;
}

export const DOMAIN_EVENT_TYPE = 'guildhall:domain-event';

/** Marks a provider as a subscriber: `@OnDomainEvent('order.paid') class CreateTransfersOnOrderPaid`. */
export const OnDomainEvent = (type: DomainEventType): ClassDecorator => SetMetadata(DOMAIN_EVENT_TYPE, type);
