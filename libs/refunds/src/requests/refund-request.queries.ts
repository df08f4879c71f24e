import { MarketplaceOrderEntity, RefundRequestEntity } from '@guildhall/database';
import { keyset, type Page, toPage } from '@guildhall/http';
import { hashOfOrderToken, type OrderAccess } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { OrderNotFound, RefundRequestNotFound } from '../refund.errors.js';
import type { ListRefundRequestsRequest } from './refund-request.messages.js';

/** Reads refund requests: a buyer's by their order, all of them for operators. */
@Injectable()
export class RefundRequestQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws OrderNotFound also when it is somebody else's (invariant I7) */
  async assertOwn(orderId: string, { userId, orderTokens }: OrderAccess): Promise<void> {
    const asGuest = { id: orderId, guestTokenHash: In(orderTokens.map(hashOfOrderToken)) };
    const own = userId === null ? asGuest : [{ id: orderId, userId }, asGuest];
    if (!(await this.dataSource.manager.existsBy(MarketplaceOrderEntity, own))) throw new OrderNotFound();
  }

  /** @throws RefundRequestNotFound */
  async find(id: string): Promise<RefundRequestEntity> {
    const found = await this.dataSource.manager.findOneBy(RefundRequestEntity, { id });
    if (found === null) throw new RefundRequestNotFound();
    return found;
  }

  /** Newest first. */
  async list(request: ListRefundRequestsRequest): Promise<Page<RefundRequestEntity>> {
    const { state, orderId } = request;
    const query = this.dataSource.getRepository(RefundRequestEntity).createQueryBuilder('request').where('true');
    if (state !== undefined) query.andWhere('request.state = :state', { state });
    if (orderId !== undefined) query.andWhere('request.order_id = :orderId', { orderId });
    const rows = await keyset(query, request, [{ column: 'request.id', type: 'id' }]).getMany();
    return toPage(rows, request.limit, ({ id }) => [id]);
  }
}
