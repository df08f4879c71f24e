import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What buyers ask to get back; one open request an order.
 * Locks: `marketplace_order` and `refund` against changes of their keys, for a moment.
 */
export class RefundRequests1795305600110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE refund_request (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES marketplace_order,
        state text NOT NULL CHECK (state IN ('open', 'approved', 'declined')),
        reason text NOT NULL CHECK (reason IN ('not_received', 'not_as_described', 'damaged', 'changed_mind', 'other')),
        message text NOT NULL,
        currency text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        requested_by_user_id uuid,
        answer text,
        decided_by_user_id uuid,
        decided_at timestamptz,
        refund_id uuid REFERENCES refund,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((state = 'open') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX refund_request_open ON refund_request (order_id) WHERE state = 'open';
      CREATE INDEX refund_request_order ON refund_request (order_id, id);
      CREATE INDEX refund_request_state ON refund_request (state, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}
