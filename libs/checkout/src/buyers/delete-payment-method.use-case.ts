import { SavedPaymentMethodEntity } from '@guildhall/database';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SavedPaymentMethodNotFound } from '../payments/payment.errors.js';
import { SavedPaymentMethods } from './saved-payment-methods.js';

/** Deletes a saved payment method: with us at once, at Stripe as soon as it answers. */
@Injectable()
export class DeletePaymentMethodUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly methods: SavedPaymentMethods,
    private readonly outbox: Outbox,
  ) {}

  /** Deleting it again changes nothing: a lost answer may be asked for. @throws SavedPaymentMethodNotFound also when it is somebody else's */
  async execute(userId: string, id: string): Promise<void> {
    const operationId = await this.dataSource.transaction(async (manager) => {
      const method = await this.methods.lockEvenDeleted(manager, userId, id);
      if (method === null) throw new SavedPaymentMethodNotFound();
      if (method.detachedAt !== null) return null;
      await manager.update(SavedPaymentMethodEntity, { id }, { detachedAt: new Date() });
      const operation = await this.outbox.record(manager, {
        kind: 'payment_method.detach',
        subjectId: method.id,
        serialKey: method.buyerId,
        params: { paymentMethodId: method.stripePaymentMethodId },
        priority: OperationPriority.buyer,
        runAtOnce: true,
      });
      return operation.id;
    });
    if (operationId !== null) await this.outbox.run(operationId);
  }
}
