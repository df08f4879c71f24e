import { Injectable } from '@nestjs/common';
import { AuditRecordEntity, newId } from '@guildhall/database';
import type { EntityManager } from 'typeorm';

export interface AuditEntry {
  /** Who did it. */
  readonly userId: string;
  /** For example `refund.request`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subjectId: string;
  /** Ids, states and amounts; no secrets and nothing personal. */
  readonly detail?: Record<string, unknown>;
}

/** Who did what. Written in the transaction of the deed: either both happened or neither. */
@Injectable()
export class AuditLog {
  async record(manager: EntityManager, { userId, action, subjectId, detail = {} }: AuditEntry): Promise<void> {
    await manager.insert(AuditRecordEntity, { id: newId(), userId, action, subjectId, detail: { ...detail } } as never);
  }
}
