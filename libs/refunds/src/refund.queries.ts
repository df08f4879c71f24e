import { RefundEntity, RefundLegEntity } from '@guildhall/database';
import { keyset, mapPage, type Page, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { RefundNotFound } from './refund.errors.js';
import type { ListRefundsRequest } from './refund.requests.js';

export interface RefundWithLegs {
  readonly refund: RefundEntity;
  readonly legs: readonly RefundLegEntity[];
}

/** Reads refunds, for operators. */
@Injectable()
export class RefundQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws RefundNotFound */
  async byId(id: string): Promise<RefundWithLegs> {
    const refund = await this.dataSource.getRepository(RefundEntity).findOneBy({ id });
    if (refund === null) throw new RefundNotFound();
    return { refund, legs: await this.legsOf([refund]) };
  }

  /** What Stripe has charged for an order, as booked; a refund does not bring it back. */
  async stripeFeesOf(orderId: string, currency: string): Promise<bigint> {
    const [row] = await this.dataSource.query<{ fees: string }[]>(
      `SELECT coalesce(sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END), 0) AS fees
       FROM posting JOIN journal_entry entry ON entry.id = entry_id
       WHERE entry.order_id = $1 AND account = 'stripe_fees' AND currency = $2`,
      [orderId, currency],
    );
    return BigInt(row?.fees ?? 0);
  }

  /** Newest first. */
  async list(request: ListRefundsRequest): Promise<Page<RefundWithLegs>> {
    const query = this.dataSource.getRepository(RefundEntity).createQueryBuilder('refund').where('true');
    if (request.state !== undefined) query.andWhere('refund.state = :state', { state: request.state });
    if (request.orderId !== undefined) query.andWhere('refund.order_id = :orderId', { orderId: request.orderId });
    const rows = await keyset(query, request, [{ column: 'refund.id', type: 'id' }]).getMany();
    const page = toPage(rows, request.limit, ({ id }) => [id]);
    const legs = await this.legsOf(page.data);
    return mapPage(page, (refund) => ({ refund, legs: legs.filter(({ refundId }) => refundId === refund.id) }));
  }

  private legsOf(refunds: readonly RefundEntity[]): Promise<RefundLegEntity[]> {
    return this.dataSource
      .getRepository(RefundLegEntity)
      .find({ where: { refundId: In(refunds.map(({ id }) => id)) }, order: { id: 'ASC' } });
  }
}
