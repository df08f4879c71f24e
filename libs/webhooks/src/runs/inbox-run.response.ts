import type { InboxRunEntity } from '@guildhall/database';
import { ChoiceField, IdField, InstantField, IntegerField, JsonField } from '@guildhall/http';
import type { WatchedRun } from './inbox-runs.js';

const ID = '0199c2f4-6d2e-7000-8000-000000000001';

/** Something that an operator set going in the inbox; ask again until `done` is `total`. */
export class WebhookRunResponse {
  @IdField({ example: ID }) id!: string;
  @ChoiceField(['replay', 'backfill'], { example: 'replay' }) kind!: InboxRunEntity['kind'];
  @JsonField({ example: { state: 'dead', type: 'charge.refunded' }, description: 'What was asked for.' })
  filter!: Record<string, string>;
  @IntegerField({ min: 0, example: 12, description: 'Events of a replay; accounts of a backfill.' }) total!: number;
  @IntegerField({ min: 0, example: 12, description: 'Of `total`.' }) done!: number;
  @IntegerField({ min: 0, example: 0, description: 'Events that are dead again; accounts that could not be read.' })
  failed!: number;
  @IntegerField({ min: 0, example: 3, description: 'Events that had been missing; 0 for a replay.' }) found!: number;
  @IdField({ example: ID }) requestedByUserId!: string;
  @InstantField({ example: '2026-03-01T12:00:00Z' }) createdAt!: Date;

  static from(run: WatchedRun): WebhookRunResponse {
    return Object.assign(new WebhookRunResponse(), run);
  }
}
