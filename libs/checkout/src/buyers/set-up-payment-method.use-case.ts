import { createHash } from 'node:crypto';
import { type AppConfig, CONFIG } from '@guildhall/config';
import { BuyerEntity, newId, StripeOperationEntity } from '@guildhall/database';
import { OperationPriority, type OperationRequest, Outbox } from '@guildhall/outbox';
import { CallPriority, StripeClient } from '@guildhall/stripe';
import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, type EntityManager } from 'typeorm';
import { SetupPending, SetupRefused } from './buyer.errors.js';

export interface ReadySetup {
  readonly setupIntentId: string;
  /** Never stored, never logged (invariant I9). */
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
}

interface Recorded {
  readonly operationId: string;
}

/** Prepares saving a payment method: the buyer's customer first, once, then a SetupIntent for their browser. */
@Injectable()
export class SetUpPaymentMethodUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly stripe: StripeClient,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws SetupPending when Stripe has not answered @throws SetupRefused when it said no */
  async execute(userId: string, idempotencyKey: string): Promise<ReadySetup> {
    const customerId = await this.customerOf(userId);
    const recorded = await this.dataSource.transaction(async (manager) => {
      const buyer = await this.lockBuyer(manager, userId);
      return this.recordOnce(manager, setupSubject(buyer.id, idempotencyKey), {
        kind: 'setup_intent.create',
        serialKey: buyer.id,
        params: {
          customer: customerId,
          usage: 'off_session',
          automatic_payment_methods: { enabled: true },
          metadata: { buyer_id: buyer.id },
        },
      });
    });
    const { operation, result } = await this.outbox.runForResult<Stripe.SetupIntent>(recorded.operationId);
    const setupIntentId = succeededId(operation);
    const intent = result ?? (await this.retrieve(setupIntentId));
    const publishableKey = this.config.stripe.publishableKey ?? null;
    return { setupIntentId, clientSecret: intent.client_secret, publishableKey };
  }

  private async customerOf(userId: string): Promise<string> {
    const pending = await this.dataSource.transaction(async (manager) => {
      const buyer = await this.lockBuyer(manager, userId);
      if (buyer.stripeCustomerId !== null) return { customerId: buyer.stripeCustomerId };
      return this.recordOnce(manager, buyer.id, {
        kind: 'customer.create',
        serialKey: buyer.id,
        params: { metadata: { buyer_id: buyer.id } },
      });
    });
    return 'customerId' in pending ? pending.customerId : succeededId(await this.outbox.run(pending.operationId));
  }

  /** One buyer at a time: two requests of one person make one customer. */
  private async lockBuyer(manager: EntityManager, userId: string): Promise<BuyerEntity> {
    await manager.createQueryBuilder().insert().into(BuyerEntity).values({ id: newId(), userId }).orIgnore().execute();
    return manager.findOneOrFail(BuyerEntity, { where: { userId }, lock: { mode: 'for_no_key_update' } });
  }

  /** A request that was refused for good may be made again; anything else is made once per subject. */
  private async recordOnce(
    manager: EntityManager,
    subjectId: string,
    request: Omit<OperationRequest, 'subjectId'>,
  ): Promise<Recorded> {
    const [earlier] = await manager.find(StripeOperationEntity, {
      where: { subjectId, kind: request.kind },
      order: { id: 'DESC' },
      take: 1,
    });
    if (earlier !== undefined && earlier.state !== 'rejected') return { operationId: earlier.id };
    const priority = OperationPriority.buyer;
    const { id } = await this.outbox.record(manager, { ...request, subjectId, priority, runAtOnce: true });
    return { operationId: id };
  }

  private retrieve(id: string): Promise<Stripe.SetupIntent> {
    return this.stripe.withPriority(CallPriority.buyer, () => this.stripe.sdk.setupIntents.retrieve(id));
  }
}

function succeededId({ state, resultId, lastError }: StripeOperationEntity): string {
  if (state === 'rejected')
    throw new SetupRefused(typeof lastError?.message === 'string' ? lastError.message : 'Stripe said no.');
  if (state !== 'succeeded' || resultId === null) throw new SetupPending();
  return resultId;
}

/** The same request of the same buyer is about the same SetupIntent: its id is computed (a UUID of version 8). */
function setupSubject(buyerId: string, idempotencyKey: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([buyerId, idempotencyKey]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
