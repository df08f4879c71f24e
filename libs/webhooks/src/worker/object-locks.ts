import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

const TRY_LOCK = `SELECT key, pg_try_advisory_lock(hashtextextended(key, 7240)) AS locked FROM unnest($1::text[]) AS key`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended(key, 7240)) FROM unnest($1::text[]) AS key`;

/**
 * Keeps two workers from working on one Stripe object at the same time, also while they ask Stripe, when no transaction
 * is open. The locks belong to one connection of this process: should the process die, PostgreSQL lets them go. Should
 * the connection alone be lost, the attempt number still keeps an event from being applied twice.
 */
@Injectable()
export class ObjectLocks {
  private connection: Promise<QueryRunner> | undefined;
  /** One question at a time: that is all a connection can take. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  /** @returns the keys that are now ours; the others are with another worker */
  async tryLock(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const rows = await this.query<{ key: string; locked: boolean }[]>(TRY_LOCK, [keys]);
    return new Set(rows.filter(({ locked }) => locked).map(({ key }) => key));
  }

  async unlock(keys: readonly string[]): Promise<void> {
    if (keys.length === 0 || this.connection === undefined) return;
    // A connection that is gone holds no locks.
    await this.query(UNLOCK, [keys]).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.last;
    const connection = await this.connection?.catch(() => undefined);
    this.connection = undefined;
    await connection?.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await connection?.release();
  }

  private query<Result>(sql: string, parameters: unknown[]): Promise<Result> {
    const answer = this.last.then(() => this.ask<Result>(sql, parameters));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async ask<Result>(sql: string, parameters: unknown[]): Promise<Result> {
    this.connection ??= this.connect();
    const using = this.connection;
    try {
      return (await (await using).query(sql, parameters)) as Result;
    } catch (error) {
      if (this.connection === using) this.connection = undefined;
      await using.then((runner) => runner.release()).catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    return runner;
  }
}
