import { type AppConfig, CONFIG } from '@guildhall/config';
import type { PostalAddress } from '@guildhall/database';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SavedPaymentMethods } from '../buyers/saved-payment-methods.js';
import { paymentIntentParams } from '../payments/payment-intent.params.js';
import { PaymentSetup, type ReadyPayment } from '../payments/payment-setup.js';
import { priceOrder } from '../pricing/price-order.js';
import { insertOrder } from './insert-order.js';
import { newOrder } from './new-order.js';
import { guestTokenOf, type OrderOwner, requestKeyOf, sha256 } from './order-access.js';
import { OrderTotalTooLarge, PriceChanged } from './order.errors.js';
import { OrderBasisRepository } from './order-basis.repository.js';
import { OrderQueries, type OrderView } from './order.queries.js';
import { type RequestedItem, toOrderItems } from './sellable-products.js';

export interface PlaceOrderCommand {
  readonly owner: OrderOwner;
  readonly idempotencyKey: string;
  readonly items: readonly RequestedItem[];
  readonly savedPaymentMethodId?: string;
  readonly shippingAddress?: PostalAddress;
  /** What the buyer saw. Never used as an amount: only compared with the server's own. */
  readonly acceptedTotalMinor?: number;
}

export interface PlacedOrder {
  readonly view: OrderView;
  readonly payment: ReadyPayment;
  /** For a guest: the token that shows the order. */
  readonly orderToken: string | null;
}

interface Recorded {
  readonly view: OrderView;
  /** Undefined when the order was there before. */
  readonly operationId?: string;
}

/** Stripe's largest charge, in minor units of any currency. */
export const LARGEST_CHARGE_MINOR = 99_999_999n;

/**
 * Prices the goods, reserves them and records the PaymentIntent in one transaction; then makes it at once, because the
 * buyer's browser needs its client secret. The same request never makes a second order (invariant I1).
 */
@Injectable()
export class PlaceOrderUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly basis: OrderBasisRepository,
    private readonly savedMethods: SavedPaymentMethods,
    private readonly orders: OrderQueries,
    private readonly outbox: Outbox,
    private readonly setup: PaymentSetup,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * @throws ItemsNotAvailable, CurrenciesMixed, PriceChanged, OrderTotalTooLarge, SavedPaymentMethodNotFound: nothing was kept
   * @throws PaymentPendingSetup when Stripe has not answered: the order stands, the same request again gets it
   * @throws PaymentRefused when Stripe will not take the payment: the order is canceled
   */
  async execute(command: PlaceOrderCommand): Promise<PlacedOrder> {
    const items = command.items.map(({ productId, quantity }) => [productId, quantity]);
    const request = [items, command.savedPaymentMethodId ?? null];
    const requestKey = requestKeyOf(command.owner, command.idempotencyKey, request);
    const guestToken = 'userId' in command.owner ? null : guestTokenOf(requestKey, this.config);
    const { view, operationId } = await this.recordOnce(command, requestKey, guestToken);
    const payment = await this.setup.ready(view.order, view.payment, operationId);
    // A token that was made under an older key fits no more: the guest has the first answer's.
    const fits = guestToken !== null && view.order.guestTokenHash === sha256(guestToken);
    return { view, payment, orderToken: fits ? guestToken : null };
  }

  private async recordOnce(
    command: PlaceOrderCommand,
    requestKey: string,
    guestToken: string | null,
  ): Promise<Recorded> {
    try {
      return await this.dataSource.transaction((manager) => this.record(manager, command, requestKey, guestToken));
    } catch (refusal) {
      // Whatever is in the way now (the stock, a price), it may be because this very request was served before.
      const view = await this.orders.findByRequestKey(requestKey);
      if (view === null) throw refusal;
      return { view };
    }
  }

  private async record(
    manager: EntityManager,
    command: PlaceOrderCommand,
    requestKey: string,
    guestToken: string | null,
  ): Promise<Recorded> {
    const { owner, savedPaymentMethodId } = command;
    const saved =
      savedPaymentMethodId === undefined ? null : await this.savedMethods.usable(manager, owner, savedPaymentMethodId);
    const at = new Date();
    const { priced, sellerNames } = await this.price(manager, command, at);
    const expiresAfterSeconds = this.config.orderExpiresAfterSeconds;
    const { shippingAddress = null } = command;
    const placed = newOrder(priced, { owner, requestKey, guestToken, at, expiresAfterSeconds, shippingAddress });
    if (!(await insertOrder(manager, placed))) throw new AlreadyPlaced();
    const { id: operationId } = await this.outbox.record(manager, {
      kind: 'payment_intent.create',
      subjectId: placed.payment.id,
      serialKey: placed.order.id,
      params: { ...paymentIntentParams(placed.order, priced, saved) },
      priority: OperationPriority.buyer,
      runAtOnce: true,
    });
    return { view: { ...placed, sellerNames }, operationId };
  }

  private async price(manager: EntityManager, command: PlaceOrderCommand, at: Date) {
    const productIds = command.items.map(({ productId }) => productId);
    const basis = await this.basis.lock(manager, productIds, at);
    const items = toOrderItems(command.items, basis.products);
    const shipping = basis.shippingIn(items[0]?.unitPrice.currency ?? this.config.platformCurrency);
    const priced = priceOrder(items, { shipping, commissionRules: basis.commissionRules, at });
    const { acceptedTotalMinor: accepted } = command;
    if (accepted !== undefined && priced.total.amountMinor !== BigInt(accepted))
      throw new PriceChanged(priced.total, accepted);
    if (priced.total.amountMinor > LARGEST_CHARGE_MINOR) throw new OrderTotalTooLarge(priced.total);
    const sellerNames = new Map([...basis.products.values()].map(({ sellerId, sellerName }) => [sellerId, sellerName]));
    return { priced, sellerNames };
  }
}

/** Rolls this attempt back: another one of the same request has made the order. */
class AlreadyPlaced extends Error {}
