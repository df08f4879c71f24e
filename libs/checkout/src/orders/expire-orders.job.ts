import { Schedule } from '@guildhall/queue';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PaymentProgress } from '../payments/payment-progress.js';
import { OrderRepository } from './order.repository.js';

const EVERY_SECONDS = 5;
const BATCH = 100;

/**
 * Orders whose deadline has passed and that nobody is paying at this moment. One whose cancellation Stripe refused
 * (somebody was paying after all) is looked at again later, should the webhook that says so never come.
 */
const OVERDUE = `
  SELECT o.id FROM marketplace_order o JOIN payment p ON p.order_id = o.id
  WHERE o.state = 'awaiting_payment' AND o.expires_at < now()
    AND p.status IN ('creating', 'requires_payment_method', 'requires_confirmation', 'requires_action')
    AND NOT EXISTS (
      SELECT 1 FROM stripe_operation c WHERE c.subject_id = p.id AND c.kind = 'payment_intent.cancel'
        AND (c.settled_at IS NULL OR c.created_at > now() - interval '10 minutes'))`;

/** Ends unpaid orders after their deadline: Stripe cancels the payment, and its answer gives the stock back. */
@Injectable()
export class ExpireOrdersJob implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly schedule: Schedule,
    private readonly orders: OrderRepository,
    private readonly progress: PaymentProgress,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every('orders.expire', EVERY_SECONDS, () => this.run());
  }

  /** May run twice or on two workers at once. @returns how many orders it acted on */
  async run(): Promise<number> {
    const overdue = await this.dataSource.query<{ id: string }[]>(
      `${OVERDUE} ORDER BY o.expires_at LIMIT ${String(BATCH)}`,
    );
    let expired = 0;
    for (const { id } of overdue) {
      if (await this.dataSource.transaction((manager) => this.expire(manager, id))) expired += 1;
    }
    return overdue.length === BATCH ? expired + (await this.run()) : expired;
  }

  private async expire(manager: EntityManager, orderId: string): Promise<boolean> {
    const locked = await this.orders.lock(manager, orderId);
    const still = await manager.query<{ id: string }[]>(`${OVERDUE} AND o.id = $1`, [orderId]);
    if (locked === null || still.length === 0) return false; // paid, canceled or taken by another worker meanwhile
    // A PaymentIntent that does not exist yet is canceled as soon as it turns out to.
    if (locked.payment.status === 'creating') await this.orders.close(manager, locked.order, 'expired');
    else await this.progress.requestCancellation(manager, locked, 'abandoned');
    return true;
  }
}
