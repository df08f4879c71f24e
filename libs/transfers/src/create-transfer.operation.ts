import { type StripeOperationEntity, TransferEntity } from '@guildhall/database';
import { type Operation, StripeOperation, type StripeRejection } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { type EntityManager, IsNull } from 'typeorm';

/** Stripe knows of a lost capability before its webhook has told us. */
const SELLER_NOT_READY = ['insufficient_capabilities_for_transfer', 'account_closed', 'capability_not_active'];

/** Pays one seller of one order. Booked when `transfer.created` arrives. */
@Injectable()
@StripeOperation('transfer.create')
export class CreateTransferOperation implements Operation<Stripe.Transfer, Stripe.TransferCreateParams> {
  send(stripe: Stripe, params: Stripe.TransferCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Transfer> {
    return stripe.transfers.create(params, options);
  }

  async succeeded(transfer: Stripe.Transfer, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    await manager.update(
      TransferEntity,
      { id: operation.subjectId, stripeTransferId: IsNull() }, // the webhook may have been faster
      {
        state: 'created',
        stripeTransferId: transfer.id,
        destinationPaymentId: idOf(transfer.destination_payment),
        failureReason: null,
        updatedAt: new Date(),
      },
    );
  }

  /** It never happened: it waits for the seller to be ready, or is for an operator to look at. */
  async rejected(problem: StripeRejection, operation: StripeOperationEntity, manager: EntityManager): Promise<void> {
    const waits = problem.code !== null && SELLER_NOT_READY.includes(problem.code);
    await manager.update(
      TransferEntity,
      { id: operation.subjectId, state: 'requested' },
      { state: waits ? 'waiting' : 'rejected', failureReason: problem.message, updatedAt: new Date() },
    );
  }

  async find(stripe: Stripe, operation: StripeOperationEntity): Promise<Stripe.Transfer | null> {
    const { destination, transfer_group: group } = operation.params as unknown as Stripe.TransferCreateParams;
    const made = stripe.transfers.list({
      destination,
      limit: 100,
      ...(group === undefined ? {} : { transfer_group: group }),
    });
    for await (const transfer of made) if (transfer.metadata.operation_id === operation.id) return transfer;
    return null;
  }
}

function idOf(reference: string | { id: string } | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
