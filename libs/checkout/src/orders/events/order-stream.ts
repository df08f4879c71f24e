import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { present } from '@guildhall/http';
import { type OrderAccess } from '@guildhall/identity';
import type { OrderQueries, OrderView } from '../order.queries.js';
import { OrderResponse } from '../order.response.js';
import type { OrderWatch } from './order-watch.js';

/** A proxy that hears nothing for a minute hangs up. */
const HEARTBEAT_EVERY_MS = 20_000;
/** Then the browser connects again, and is asked again who it is. */
const LONGEST_MS = 15 * 60_000;
/** Of events that nobody reads; then the connection ends. */
const MOST_WAITING_BYTES = 256 * 1_024;

export interface OrderStreamOptions {
  readonly orders: OrderQueries;
  readonly watch: OrderWatch;
  readonly access: OrderAccess;
  readonly orderId: string;
  /** What the browser has seen last: it is not sent again. */
  readonly lastEventId: string | undefined;
}

/**
 * The server-sent events of one order: `order` with the order as `GET /v1/orders/{id}` answers it, whenever it has
 * changed; `end` once nothing more can happen to it.
 */
export class OrderStream extends Readable {
  private lastId: string | undefined;
  private reading: Promise<void> = Promise.resolve();
  private readonly unwatch: () => void;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly deadline: NodeJS.Timeout;

  constructor(private readonly options: OrderStreamOptions) {
    super({ highWaterMark: MOST_WAITING_BYTES });
    this.lastId = options.lastEventId;
    this.heartbeat = setInterval(() => {
      this.write(': still here\n\n');
    }, HEARTBEAT_EVERY_MS).unref();
    this.deadline = setTimeout(() => {
      this.push(null);
    }, LONGEST_MS).unref();
    this.write('retry: 2000\n\n');
    this.unwatch = options.watch.watch(options.orderId, (version) => {
      if (version === null) this.push(null);
      else this.reading = this.reading.then(() => this.tell());
    });
  }

  override _read(): void {
    // Events are pushed when they happen.
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.unwatch();
    clearInterval(this.heartbeat);
    clearTimeout(this.deadline);
    done(error);
  }

  private async tell(): Promise<void> {
    if (this.destroyed || this.readableEnded) return;
    const { orders, orderId, access } = this.options;
    try {
      const event = eventOf(await orders.show(orderId, access));
      if (event.id !== this.lastId) this.write(`id: ${event.id}\nevent: order\ndata: ${event.data}\n\n`);
      this.lastId = event.id;
      if (!event.isLast) return;
      this.write('event: end\ndata: {}\n\n');
      this.push(null);
    } catch {
      this.push(null); // not to be read at the moment: the browser comes again
    }
  }

  private write(text: string): void {
    if (this.destroyed || this.readableEnded) return;
    if (!this.push(text) && this.readableLength > MOST_WAITING_BYTES) this.destroy();
  }
}

/** The same order has the same id, whichever process is asked. */
export function eventOf(view: OrderView): { id: string; data: string; isLast: boolean } {
  const data = JSON.stringify(present(OrderResponse.from(view), OrderResponse));
  const id = createHash('sha256').update(data).digest('base64url').slice(0, 16);
  return { id, data, isLast: isOver(view) };
}

/** What is paid may still be shipped and refunded. */
function isOver({ order }: OrderView): boolean {
  return order.state === 'canceled' || order.state === 'expired' || order.state === 'refunded';
}
