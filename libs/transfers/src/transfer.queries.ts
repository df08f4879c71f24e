import { TransferEntity, type TransferState } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface TransferFilter {
  readonly state?: TransferState;
  readonly sellerId?: string;
  readonly orderId?: string;
}

/** Reads transfers for operators. */
@Injectable()
export class TransferQueries {
  constructor(private readonly dataSource: DataSource) {}

  async list({ state, sellerId, orderId }: TransferFilter, page: PageRequest): Promise<Page<TransferEntity>> {
    const transfers = this.dataSource.manager.createQueryBuilder(TransferEntity, 'transfer');
    if (state !== undefined) transfers.andWhere('transfer.state = :state', { state });
    if (sellerId !== undefined) transfers.andWhere('transfer.sellerId = :sellerId', { sellerId });
    if (orderId !== undefined) transfers.andWhere('transfer.orderId = :orderId', { orderId });
    const rows = await keyset(transfers, page, [{ column: 'transfer.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }
}
