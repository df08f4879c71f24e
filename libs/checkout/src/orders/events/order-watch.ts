import { HealthRegistry } from '@guildhall/observability';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const ASK_EVERY_MS = 500;

/**
 * What somebody may be looking at, in a line that differs when anything of it does. Read by primary keys and by indexes
 * that begin with the order.
 */
const VERSIONS = `
  SELECT o.id, concat_ws('|', o.state, o.updated_at, p.status, p.updated_at,
    (SELECT string_agg(concat_ws('/', s.shipped_at, s.carrier, s.tracking_number), ',' ORDER BY s.position)
     FROM seller_share s WHERE s.order_id = o.id)) AS version
  FROM marketplace_order o JOIN payment p ON p.order_id = o.id
  WHERE o.id = ANY($1::uuid[])`;

/** Called when something of the order has changed, and once with `null` when nobody will call any more. */
export type OrderWatcher = (version: string | null) => void;

/**
 * Tells whoever looks at an order when it changes: one statement for all of this process's watchers, twice a second, and
 * none while nobody looks. Not LISTEN/NOTIFY: see docs/adr/0014-watching-orders.md.
 */
@Injectable()
export class OrderWatch implements OnModuleDestroy {
  private readonly logger = new Logger('orders');
  private readonly watchers = new Map<string, Set<OrderWatcher>>();
  private readonly versions = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly health: HealthRegistry,
  ) {}

  onModuleDestroy(): void {
    this.end();
  }

  get count(): number {
    return [...this.watchers.values()].reduce((sum, { size }) => sum + size, 0);
  }

  countOf(orderId: string): number {
    return this.watchers.get(orderId)?.size ?? 0;
  }

  /** The watcher is called with the present version first. @returns what ends it */
  watch(orderId: string, watcher: OrderWatcher): () => void {
    const watchers = this.watchers.get(orderId) ?? new Set();
    this.watchers.set(orderId, watchers.add(watcher));
    const known = this.versions.get(orderId);
    if (known !== undefined) watcher(known);
    this.timer ??= setTimeout(() => void this.ask(), 0);
    return () => {
      watchers.delete(watcher);
      if (watchers.size > 0 || this.watchers.get(orderId) !== watchers) return;
      this.watchers.delete(orderId);
      this.versions.delete(orderId);
    };
  }

  private async ask(): Promise<void> {
    try {
      const ids = [...this.watchers.keys()];
      const rows = await this.dataSource.query<{ id: string; version: string }[]>(VERSIONS, [ids]);
      for (const { id, version } of rows) this.tell(id, version);
    } catch (error) {
      // The next question may be answered; until then nobody is told anything untrue.
      this.logger.warn(`orders could not be watched: ${error instanceof Error ? error.message : ''}`);
    }
    if (this.health.isStopping) this.end();
    this.timer = this.watchers.size === 0 ? undefined : setTimeout(() => void this.ask(), ASK_EVERY_MS).unref();
  }

  private tell(id: string, version: string): void {
    if (this.versions.get(id) === version || !this.watchers.has(id)) return;
    this.versions.set(id, version);
    for (const watcher of this.watchers.get(id) ?? []) watcher(version);
  }

  private end(): void {
    const all = [...this.watchers.values()].flatMap((watchers) => [...watchers]);
    this.watchers.clear();
    this.versions.clear();
    for (const watcher of all) watcher(null);
  }
}
