import { newId, prepared, StripeOperationEntity } from '@guildhall/database';
import { STRIPE_API_VERSION } from '@guildhall/stripe';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type OperationRequest, OperationPriority } from './operation.js';
import type { NextStep, SentBefore } from './operation.states.js';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox.settings.js';

/** An operation that this process may send now, and only as long as nobody else has taken it over. */
export interface LeasedOperation extends SentBefore {
  readonly operation: StripeOperationEntity;
  readonly lease: string;
  readonly wasAmbiguous: boolean;
}

/** Another process has taken the operation over; whatever this one knows about it must not be written. */
export class LeaseLost extends Error {
  constructor(operationId: string) {
    super(`operation ${operationId} was taken over by another process`);
    this.name = 'LeaseLost';
  }
}

interface LeasedRow extends StripeOperationEntity {
  previousState?: string;
  sentAgoMs?: number | null;
}

const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const PROPERTIES = [
  ...['id', 'kind', 'subjectId', 'serialKey', 'params', 'stripeAccount', 'apiVersion', 'idempotencyKey', 'state'],
  ...['priority', 'attempts', 'nextAttemptAt', 'leaseOwner', 'leaseUntil', 'firstSentAt', 'resultId'],
  ...['stripeRequestId', 'lastError', 'createdAt', 'settledAt'],
];
const COLUMNS = PROPERTIES.map((name) => `o.${column(name)} AS "${name}"`).join(', ');

/** Unsettled: whatever comes later under the same serial key waits for these. */
const BLOCKING = `('pending', 'sending', 'ambiguous', 'stuck')`;
const OPEN = `('pending', 'sending', 'ambiguous')`;

const RECORD = `
  INSERT INTO stripe_operation AS o (id, kind, subject_id, serial_key, params, stripe_account, api_version,
    idempotency_key, priority, state, attempts, lease_owner, lease_until, first_sent_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9,
    CASE WHEN lease.taken THEN 'sending' ELSE 'pending' END,
    CASE WHEN lease.taken THEN 1 ELSE 0 END,
    CASE WHEN lease.taken THEN $10 END,
    CASE WHEN lease.taken THEN now() + $11 * interval '1 millisecond' END,
    CASE WHEN lease.taken THEN now() END
  FROM (SELECT $10::text IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM stripe_operation earlier WHERE earlier.serial_key = $4 AND earlier.state IN ${BLOCKING}) AS taken) lease
  RETURNING ${COLUMNS}`;

const CLAIM = (which: string) => `
  WITH due AS (
    SELECT o.id, o.state, o.first_sent_at FROM stripe_operation o
    WHERE o.state IN ${OPEN} AND (o.lease_until IS NULL OR o.lease_until < now()) AND ${which}
      AND NOT EXISTS (SELECT 1 FROM stripe_operation other
        WHERE other.serial_key = o.serial_key AND other.id <> o.id AND other.state IN ${BLOCKING}
          AND (other.id < o.id OR other.lease_until > now()))
    ORDER BY o.priority, o.next_attempt_at, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED)
  UPDATE stripe_operation o SET state = 'sending', attempts = o.attempts + 1, lease_owner = $1,
    lease_until = now() + $2 * interval '1 millisecond', first_sent_at = coalesce(o.first_sent_at, now())
  FROM due WHERE o.id = due.id
  RETURNING ${COLUMNS}, due.state AS "previousState",
    (extract(epoch FROM now() - due.first_sent_at) * 1000)::float8 AS "sentAgoMs"`;

const CLAIM_NEXT = CLAIM('o.next_attempt_at <= now()');
const CLAIM_ONE = CLAIM('o.id = $3 AND o.kind = ANY ($4) AND o.next_attempt_at <= now()');

/** All SQL on `stripe_operation`. Every write after the claim is fenced by the lease. */
@Injectable()
export class OperationStore {
  private readonly processName = `${process.pid}-${newId().slice(-12)}`;
  private leases = 0;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {}

  /** @param runHere lease it to this process if nothing earlier under its serial key is open */
  async insert(
    manager: EntityManager,
    request: OperationRequest,
    runHere: boolean,
  ): Promise<LeasedOperation | StripeOperationEntity> {
    const id = newId();
    const lease = this.newLease();
    const rows = await prepared<LeasedRow>(manager, 'outbox_record', RECORD, [
      id,
      request.kind,
      request.subjectId,
      request.serialKey,
      JSON.stringify(withOperationId(request.params, id)),
      request.stripeAccount ?? null,
      STRIPE_API_VERSION,
      `guildhall-${id}`,
      request.priority ?? OperationPriority.job,
      runHere ? lease : null,
      this.settings.leaseMs,
    ]);
    const operation = toOperation(only(rows));
    if (operation.leaseOwner !== lease) return operation;
    return { operation, lease, wasAmbiguous: false, sentAgoMs: null, replayedFailure: false };
  }

  /** The next operation that is due, or null when none is. */
  claimNext(): Promise<LeasedOperation | null> {
    return this.claim('outbox_claim_next', CLAIM_NEXT, []);
  }

  /** This operation, or null when it is settled, taken, not due, waiting for its turn, or none of `kinds`. */
  claimOne(id: string, kinds: readonly string[]): Promise<LeasedOperation | null> {
    return this.claim('outbox_claim_one', CLAIM_ONE, [id, kinds]);
  }

  find(id: string): Promise<StripeOperationEntity> {
    return this.dataSource.manager.findOneByOrFail(StripeOperationEntity, { id });
  }

  async renew({ operation, lease }: LeasedOperation): Promise<void> {
    await this.dataSource.query(
      `UPDATE stripe_operation SET lease_until = now() + $3 * interval '1 millisecond'
       WHERE id = $1 AND lease_owner = $2 AND state = 'sending'`,
      [operation.id, lease, this.settings.leaseMs],
    );
  }

  /** First statement of the transaction that applies the result: holds the row, so the fence holds until the commit. */
  async succeed(
    manager: EntityManager,
    leased: LeasedOperation,
    resultId: string,
    requestId: string | null,
  ): Promise<StripeOperationEntity> {
    return this.fenced(
      manager,
      leased,
      'outbox_succeed',
      `state = 'succeeded', result_id = $3, stripe_request_id = $4, last_error = NULL, settled_at = now()`,
      [resultId, requestId],
    );
  }

  async reject(
    manager: EntityManager,
    leased: LeasedOperation,
    problem: { requestId: string | null },
  ): Promise<StripeOperationEntity> {
    return this.fenced(
      manager,
      leased,
      'outbox_reject',
      `state = 'rejected', last_error = $3, stripe_request_id = $4, settled_at = now()`,
      [JSON.stringify(problem), problem.requestId],
    );
  }

  /** Gives the operation back, to be tried again or looked at. */
  release(leased: LeasedOperation, next: NextStep, lastError: Record<string, unknown>): Promise<StripeOperationEntity> {
    return this.fenced(
      this.dataSource.manager,
      leased,
      'outbox_release',
      `state = $3, next_attempt_at = now() + $4 * interval '1 millisecond', last_error = $5`,
      [next.state, next.delayMs, JSON.stringify(lastError)],
    );
  }

  /** Committed before the call that uses it. */
  async useKey(leased: LeasedOperation, idempotencyKey: string): Promise<LeasedOperation> {
    const [rows] = await this.dataSource.query<[LeasedRow[], number]>(
      `UPDATE stripe_operation o SET idempotency_key = $3, first_sent_at = now(), last_error = NULL
       WHERE id = $1 AND lease_owner = $2 AND state = 'sending' RETURNING ${COLUMNS}`,
      [leased.operation.id, leased.lease, idempotencyKey],
    );
    const [row] = rows;
    if (row === undefined) throw new LeaseLost(leased.operation.id);
    return { ...leased, operation: toOperation(row), sentAgoMs: null, replayedFailure: false };
  }

  private async fenced(
    manager: EntityManager,
    { operation, lease }: LeasedOperation,
    name: string,
    change: string,
    values: unknown[],
  ): Promise<StripeOperationEntity> {
    const sql = `
      UPDATE stripe_operation o SET lease_owner = NULL, lease_until = NULL, ${change}
      WHERE id = $1 AND lease_owner = $2 AND state = 'sending' RETURNING ${COLUMNS}`;
    const [row] = await prepared<LeasedRow>(manager, name, sql, [operation.id, lease, ...values]);
    if (row === undefined) throw new LeaseLost(operation.id);
    return toOperation(row);
  }

  private async claim(name: string, sql: string, values: unknown[]): Promise<LeasedOperation | null> {
    const lease = this.newLease();
    const parameters = [lease, this.settings.leaseMs, ...values];
    const [row] = await prepared<LeasedRow>(this.dataSource.manager, name, sql, parameters);
    if (row === undefined) return null;
    return {
      operation: toOperation(row),
      lease,
      // A process that died while sending has left an answer that nobody knows.
      wasAmbiguous: row.previousState !== 'pending',
      sentAgoMs: row.sentAgoMs ?? null,
      replayedFailure: row.lastError?.replayed === true,
    };
  }

  private newLease(): string {
    this.leases += 1;
    return `${this.processName}-${this.leases}`;
  }
}

function withOperationId(params: Record<string, unknown>, id: string): Record<string, unknown> {
  const { metadata } = params;
  if (typeof metadata !== 'object' || metadata === null) return params;
  return { ...params, metadata: { ...metadata, operation_id: id } };
}

function toOperation({ previousState: _state, sentAgoMs: _ago, ...row }: LeasedRow): StripeOperationEntity {
  return Object.assign(new StripeOperationEntity(), row);
}

function only<T>([row]: readonly T[]): T {
  if (row === undefined) throw new Error('PostgreSQL returned no row');
  return row;
}
