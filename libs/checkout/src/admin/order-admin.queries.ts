import {
  JournalEntryEntity,
  MarketplaceOrderEntity,
  OrderLineEntity,
  type OrderState,
  PaymentAttemptEntity,
  PaymentEntity,
  PostingEntity,
  RefundEntity,
  SellerShareEntity,
  StripeEventEntity,
  StripeOperationEntity,
  TransferEntity,
} from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { OrderNotFound } from '../orders/order.errors.js';

export interface OrderFilter {
  readonly state?: OrderState;
  readonly sellerId?: string;
  readonly userId?: string;
}

/** Everything that happened to an order: what was asked of Stripe, what it told, what was booked. */
export interface OrderFile {
  readonly order: MarketplaceOrderEntity;
  readonly payment: PaymentEntity;
  /** Oldest first. */
  readonly attempts: readonly PaymentAttemptEntity[];
  readonly lines: readonly OrderLineEntity[];
  readonly shares: readonly SellerShareEntity[];
  readonly operations: readonly StripeOperationEntity[];
  readonly events: readonly StripeEventEntity[];
  readonly entries: readonly { readonly entry: JournalEntryEntity; readonly postings: readonly PostingEntity[] }[];
}

/** Reads orders for operators: all of them, with their whole history. */
@Injectable()
export class OrderAdminQueries {
  constructor(private readonly dataSource: DataSource) {}

  async list({ state, sellerId, userId }: OrderFilter, page: PageRequest): Promise<Page<MarketplaceOrderEntity>> {
    const orders = this.dataSource.manager.createQueryBuilder(MarketplaceOrderEntity, 'o');
    if (state !== undefined) orders.andWhere('o.state = :state', { state });
    if (userId !== undefined) orders.andWhere('o.userId = :userId', { userId });
    if (sellerId !== undefined) {
      const sold = orders
        .subQuery()
        .select('1')
        .from(SellerShareEntity, 's')
        .where('s.orderId = o.id AND s.sellerId = :sellerId');
      orders.andWhere(`EXISTS ${sold.getQuery()}`, { sellerId });
    }
    const rows = await keyset(orders, page, [{ column: 'o.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws OrderNotFound */
  async show(orderId: string): Promise<OrderFile> {
    const { manager } = this.dataSource;
    const order = await manager.findOneBy(MarketplaceOrderEntity, { id: orderId });
    const payment = await manager.findOneBy(PaymentEntity, { orderId });
    if (order === null || payment === null) throw new OrderNotFound();
    const [lines, shares, transfers, refunds] = await Promise.all([
      manager.find(OrderLineEntity, { where: { orderId }, order: { position: 'ASC' } }),
      manager.find(SellerShareEntity, { where: { orderId }, order: { position: 'ASC' } }),
      manager.findBy(TransferEntity, { orderId }),
      manager.findBy(RefundEntity, { orderId }),
    ]);
    const subjects = [payment, ...transfers, ...refunds].map(({ id }) => id);
    const objects = [
      payment.stripePaymentIntentId,
      payment.stripeChargeId,
      ...transfers.map(({ stripeTransferId }) => stripeTransferId),
      ...refunds.map(({ stripeRefundId }) => stripeRefundId),
    ].filter((id) => id !== null);
    const [attempts, operations, events, entries] = await Promise.all([
      manager.find(PaymentAttemptEntity, {
        where: { paymentId: payment.id },
        order: { attemptedAt: 'ASC', outcome: 'ASC' }, // of one second the success is the last
      }),
      manager.find(StripeOperationEntity, { where: { subjectId: In(subjects) }, order: { id: 'ASC' } }),
      manager.find(StripeEventEntity, { where: { objectId: In(objects) }, order: { id: 'ASC' } }),
      this.entriesOf(orderId),
    ]);
    return { order, payment, attempts, lines, shares, operations, events, entries };
  }

  private async entriesOf(orderId: string): Promise<OrderFile['entries']> {
    const { manager } = this.dataSource;
    const entries = await manager.find(JournalEntryEntity, { where: { orderId }, order: { id: 'ASC' } });
    const entryId = In(entries.map(({ id }) => id));
    const postings = await manager.find(PostingEntity, { where: { entryId }, order: { id: 'ASC' } });
    return entries.map((entry) => ({ entry, postings: postings.filter((posting) => posting.entryId === entry.id) }));
  }
}
