import { BuyerEntity, newId, SavedPaymentMethodEntity } from '@guildhall/database';
import { StripeClient } from '@guildhall/stripe';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '@guildhall/webhooks';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';

/** Keeps what may be shown of a buyer's saved payment methods: what is attached to their customer now. */
@Injectable()
@StripeWebhookHandler(
  'setup_intent.succeeded',
  'payment_method.attached',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'payment_method.detached',
)
export class PaymentMethodWebhookHandler implements WebhookHandler<Stripe.PaymentMethod | null> {
  constructor(private readonly stripe: StripeClient) {}

  /** Reads the current state: a method may have been detached since it was attached. */
  async prepare(object: unknown, context: WebhookContext): Promise<Stripe.PaymentMethod | null> {
    if (context.stripeAccount !== null) return null;
    const id = methodIdOf(object as Stripe.PaymentMethod | Stripe.SetupIntent);
    return id === null ? null : this.stripe.sdk.paymentMethods.retrieve(id);
  }

  async apply(method: Stripe.PaymentMethod | null, manager: EntityManager): Promise<void> {
    if (method === null) return;
    const { customer } = method;
    const stripeCustomerId = typeof customer === 'string' ? customer : (customer?.id ?? null);
    if (stripeCustomerId === null) {
      await this.detach(manager, method.id);
      return;
    }
    const buyer = await manager.findOneBy(BuyerEntity, { stripeCustomerId });
    if (buyer !== null) await this.keep(manager, buyer, method);
  }

  /** One that the buyer has deleted here stays deleted, also while Stripe still has it. */
  private async keep(manager: EntityManager, buyer: BuyerEntity, method: Stripe.PaymentMethod): Promise<void> {
    const shown = {
      type: method.type,
      brand: method.card?.brand ?? null,
      last4: method.card?.last4 ?? method.sepa_debit?.last4 ?? method.us_bank_account?.last4 ?? null,
      expMonth: method.card?.exp_month ?? null,
      expYear: method.card?.exp_year ?? null,
    };
    await manager
      .createQueryBuilder()
      .insert()
      .into(SavedPaymentMethodEntity)
      .values({ id: newId(), buyerId: buyer.id, stripePaymentMethodId: method.id, ...shown })
      .orUpdate(['type', 'brand', 'last4', 'exp_month', 'exp_year'], ['stripe_payment_method_id'])
      .execute();
  }

  private async detach(manager: EntityManager, stripePaymentMethodId: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .update(SavedPaymentMethodEntity)
      .set({ detachedAt: new Date() })
      .where('stripePaymentMethodId = :stripePaymentMethodId AND detachedAt IS NULL', { stripePaymentMethodId })
      .execute();
  }
}

function methodIdOf(object: Stripe.PaymentMethod | Stripe.SetupIntent): string | null {
  if (object.object === 'payment_method') return object.id;
  const { payment_method: method } = object;
  return typeof method === 'string' ? method : (method?.id ?? null);
}
