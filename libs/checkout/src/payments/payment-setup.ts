import { type AppConfig, CONFIG } from '@guildhall/config';
import { type MarketplaceOrderEntity, PaymentEntity, StripeOperationEntity } from '@guildhall/database';
import { Outbox } from '@guildhall/outbox';
import { CallPriority, StripeClient } from '@guildhall/stripe';
import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { isOpen } from '../orders/order.states.js';
import { PaymentPendingSetup, PaymentRefused } from './payment.errors.js';
import { isUndecided, paymentStatusOf, type PaymentStatus } from './payment.states.js';

/** What the buyer's browser needs to pay, and how far the payment is. */
export interface ReadyPayment {
  readonly paymentIntentId: string;
  readonly status: PaymentStatus;
  /** Null once there is nothing left to pay. Never stored, never logged (invariant I9). */
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
  /** Stripe's words on the last failed attempt. */
  readonly lastError: { readonly code: string | null; readonly message: string } | null;
}

/** Brings a payment to where its buyer can act: makes the PaymentIntent if that is still to be done, or reads it. */
@Injectable()
export class PaymentSetup {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly stripe: StripeClient,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * @param operationId of the `payment_intent.create` that was recorded just now, when the caller knows it
   * @throws PaymentPendingSetup when Stripe has not answered yet @throws PaymentRefused when it refused for good
   */
  async ready(order: MarketplaceOrderEntity, payment: PaymentEntity, operationId?: string): Promise<ReadyPayment> {
    if (payment.status !== 'rejected' && !isUndecided(payment.status)) return this.decided(payment);
    if (payment.status === 'rejected') throw new PaymentRefused(order.id, payment.lastErrorMessage ?? 'by Stripe');
    const created =
      payment.stripePaymentIntentId === null
        ? await this.create(order, payment, operationId)
        : { intentId: payment.stripePaymentIntentId, intent: null };
    if (operationId !== undefined && created.intent?.payment_method === null)
      return this.toReady(order, created.intent);
    const confirmed = await this.confirmSaved(payment);
    return this.toReady(order, confirmed ?? (await this.retrieve(created.intentId)));
  }

  private async create(order: MarketplaceOrderEntity, payment: PaymentEntity, operationId?: string) {
    const id = operationId ?? (await this.operationOf(payment, 'payment_intent.create'))?.id;
    if (id === undefined) throw new PaymentPendingSetup(order.id);
    const { operation, result } = await this.outbox.runForResult<Stripe.PaymentIntent>(id);
    if (operation.state === 'rejected') {
      const reason = operation.lastError?.message;
      throw new PaymentRefused(order.id, typeof reason === 'string' ? reason : 'by Stripe');
    }
    if (operation.state !== 'succeeded' || operation.resultId === null) throw new PaymentPendingSetup(order.id);
    return { intentId: operation.resultId, intent: result };
  }

  /** A saved card is tried at once; when it fails, the buyer goes on with the same PaymentIntent. */
  private async confirmSaved(payment: PaymentEntity): Promise<Stripe.PaymentIntent | null> {
    const operation = await this.operationOf(payment, 'payment_intent.confirm');
    if (operation === null || operation.settledAt !== null) return null;
    const { result } = await this.outbox.runForResult<Stripe.PaymentIntent>(operation.id);
    return result;
  }

  private operationOf(payment: PaymentEntity, kind: string): Promise<StripeOperationEntity | null> {
    return this.dataSource.manager.findOne(StripeOperationEntity, {
      where: { subjectId: payment.id, kind },
      order: { id: 'DESC' },
    });
  }

  private retrieve(intentId: string): Promise<Stripe.PaymentIntent> {
    return this.stripe.withPriority(CallPriority.buyer, () => this.stripe.sdk.paymentIntents.retrieve(intentId));
  }

  private decided({ stripePaymentIntentId, status }: PaymentEntity): ReadyPayment {
    const publishableKey = this.config.stripe.publishableKey ?? null;
    return {
      paymentIntentId: stripePaymentIntentId ?? '',
      status,
      clientSecret: null,
      publishableKey,
      lastError: null,
    };
  }

  private toReady(order: MarketplaceOrderEntity, intent: Stripe.PaymentIntent): ReadyPayment {
    const status = paymentStatusOf(intent);
    const { last_payment_error: problem } = intent;
    return {
      paymentIntentId: intent.id,
      status,
      clientSecret: isUndecided(status) && isOpen(order.state) ? intent.client_secret : null,
      publishableKey: this.config.stripe.publishableKey ?? null,
      lastError:
        problem === null
          ? null
          : { code: problem.decline_code ?? problem.code ?? null, message: problem.message ?? 'The payment failed.' },
    };
  }
}
