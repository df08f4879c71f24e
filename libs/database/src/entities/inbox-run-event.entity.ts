import { Entity, PrimaryColumn } from 'typeorm';

/** One event of a replay. */
@Entity('inbox_run_event')
export class InboxRunEventEntity {
  @PrimaryColumn({ type: 'uuid' }) runId!: string;
  /** Row of the inbox. */
  @PrimaryColumn({ type: 'bigint' }) eventId!: string;
}
