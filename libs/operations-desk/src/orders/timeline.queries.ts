import { MarketplaceOrderEntity } from '@guildhall/database';
import { decodeCursor, invalidCursor, mapPage, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OrderNotFound } from './order-desk.errors.js';
import { TIMELINE } from './timeline.sql.js';

export const TIMELINE_SOURCES = [
  'order',
  'payment_attempt',
  'operation',
  'webhook_event',
  'journal_entry',
  'refund',
  'audit_record',
] as const;
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];

/** One thing that happened to an order. */
export interface TimelineItem {
  readonly source: TimelineSource;
  readonly id: string;
  readonly at: Date;
  readonly what: string;
  readonly state: string;
  readonly stripeId: string | null;
  readonly note: string | null;
  readonly attempts: number;
}

type Row = Omit<TimelineItem, 'stripeId'> & {
  readonly stripe_id: string | null;
  readonly micros: string;
  readonly key: string;
};

/** What was asked, told, booked and ordered about one order, in one list. */
@Injectable()
export class TimelineQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first. @throws OrderNotFound */
  async of(orderId: string, { limit, cursor }: Pick<PageRequest, 'limit' | 'cursor'>): Promise<Page<TimelineItem>> {
    const { manager } = this.dataSource;
    if (!(await manager.existsBy(MarketplaceOrderEntity, { id: orderId }))) throw new OrderNotFound();
    const [micros, key] = cursor === undefined ? [null, null] : cursorOf(cursor);
    const rows = await manager.query<Row[]>(TIMELINE, [orderId, micros, key, limit + 1]);
    const page = toPage(rows, limit, (row) => [row.micros, row.key]);
    return mapPage(page, ({ stripe_id: stripeId, ...row }) => ({ ...row, stripeId }));
  }
}

function cursorOf(cursor: string): [string, string] {
  const [micros = '', key = ''] = decodeCursor(cursor, 2);
  if (!/^\d{1,18}$/.test(micros) || key.includes('\0')) throw invalidCursor();
  return [micros, key];
}
