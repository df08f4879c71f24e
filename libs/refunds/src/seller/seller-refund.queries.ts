import { RefundEntity, RefundLegEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';

export interface SellerRefund {
  readonly leg: RefundLegEntity;
  readonly refund: RefundEntity;
}

/** Reads the refunds of a seller's orders, of each their own leg alone (invariant I7). */
@Injectable()
export class SellerRefundQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list(userId: string, page: PageRequest, orderId?: string): Promise<Page<SellerRefund>> {
    const query = this.dataSource
      .getRepository(RefundLegEntity)
      .createQueryBuilder('leg')
      .innerJoin('seller', 'seller', 'seller.id = leg.seller_id')
      .where('seller.user_id = :userId', { userId });
    if (orderId !== undefined) {
      query.innerJoin('refund', 'refund', 'refund.id = leg.refund_id AND refund.order_id = :orderId', { orderId });
    }
    const rows = await keyset(query, page, [{ column: 'leg.id', type: 'id' }]).getMany();
    const { data, nextCursor } = toPage(rows, page.limit, ({ id }) => [id]);
    const refunds = await this.dataSource
      .getRepository(RefundEntity)
      .findBy({ id: In(data.map(({ refundId }) => refundId)) });
    const byId = new Map(refunds.map((refund) => [refund.id, refund]));
    return {
      data: data.flatMap((leg) => {
        const refund = byId.get(leg.refundId);
        return refund === undefined ? [] : [{ leg, refund }];
      }),
      nextCursor,
    };
  }
}
