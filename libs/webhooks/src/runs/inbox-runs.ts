import { AuditRecordEntity, InboxRunEntity, newId } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { InboxRunNotFound } from './inbox-run.errors.js';

export interface RunProgress {
  /** Of `total`. */
  readonly done: number;
  /** Events that are dead (again), accounts that could not be read. */
  readonly failed: number;
  /** Events that had been missing. */
  readonly found: number;
}

export type WatchedRun = InboxRunEntity & RunProgress;

/** What operators set going in the inbox, and how far it is. */
@Injectable()
export class InboxRuns {
  constructor(private readonly dataSource: DataSource) {}

  /** In the transaction that replays them. @param eventIds rows of the inbox */
  async beginReplay(
    manager: EntityManager,
    userId: string,
    filter: Record<string, string>,
    eventIds: readonly string[],
  ): Promise<WatchedRun> {
    const run = await this.begin(manager, {
      kind: 'replay',
      filter,
      total: eventIds.length,
      requestedByUserId: userId,
    });
    await manager.query(`INSERT INTO inbox_run_event (run_id, event_id) SELECT $1, unnest($2::bigint[])`, [
      run.id,
      eventIds,
    ]);
    return this.watched(manager, run);
  }

  /** In the transaction that makes the accounts due. @param accounts empty text is the platform */
  async beginBackfill(manager: EntityManager, userId: string, accounts: readonly string[]): Promise<WatchedRun> {
    const run = await this.begin(manager, {
      kind: 'backfill',
      filter: {},
      total: accounts.length,
      requestedByUserId: userId,
    });
    await manager.query(`INSERT INTO inbox_run_account (run_id, stripe_account) SELECT $1, unnest($2::text[])`, [
      run.id,
      accounts,
    ]);
    return this.watched(manager, run);
  }

  /** @throws InboxRunNotFound */
  async get(id: string): Promise<WatchedRun> {
    const { manager } = this.dataSource;
    const run = await manager.findOneBy(InboxRunEntity, { id });
    if (run === null) throw new InboxRunNotFound();
    return this.watched(manager, run);
  }

  /** Newest first. */
  async list(page: Pick<PageRequest, 'limit' | 'cursor'>): Promise<Page<WatchedRun>> {
    const { manager } = this.dataSource;
    const query = manager.createQueryBuilder(InboxRunEntity, 'run');
    const rows = await keyset(query, page, [{ column: 'run.id', type: 'id' }]).getMany();
    const found = toPage(rows, page.limit, ({ id }) => [id]);
    return { ...found, data: await Promise.all(found.data.map((run) => this.watched(manager, run))) };
  }

  private async begin(manager: EntityManager, run: Omit<InboxRunEntity, 'id' | 'createdAt'>): Promise<InboxRunEntity> {
    const begun = await manager.save(manager.create(InboxRunEntity, { ...run, id: newId() }));
    const { id, requestedByUserId: userId, kind, filter, total } = begun;
    await manager.insert(AuditRecordEntity, {
      id: newId(),
      userId,
      action: kind === 'replay' ? 'webhook.replay_many' : 'webhook.backfill',
      subjectId: id,
      detail: { ...filter, total },
    });
    return begun;
  }

  private async watched(manager: EntityManager, run: InboxRunEntity): Promise<WatchedRun> {
    const [progress] = await manager.query<RunProgress[]>(PROGRESS[run.kind], [run.id]);
    return Object.assign(run, progress ?? { done: 0, failed: 0, found: 0 });
  }
}

const PROGRESS = {
  replay: `
    SELECT count(*) FILTER (WHERE state <> 'pending')::int AS done, count(*) FILTER (WHERE state = 'dead')::int AS failed,
      0 AS found
    FROM inbox_run_event AS part JOIN stripe_event AS event ON event.id = part.event_id WHERE part.run_id = $1`,
  // Nobody asks for an account that was disconnected meanwhile: it is done.
  backfill: `
    SELECT count(*) FILTER (WHERE done_at IS NOT NULL OR EXISTS (
        SELECT FROM seller WHERE stripe_account_id = stripe_account AND deauthorized_at IS NOT NULL))::int AS done,
      count(error)::int AS failed, coalesce(sum(found), 0)::int AS found
    FROM inbox_run_account WHERE run_id = $1`,
} as const satisfies Record<InboxRunEntity['kind'], string>;
