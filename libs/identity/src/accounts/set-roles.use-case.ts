import { Injectable } from '@nestjs/common';
import { type Role, UserAccountEntity } from '@guildhall/database';
import { DataSource } from 'typeorm';
import { AuditLog } from '../audit/audit-log.js';
import { OwnOperatorRole, UserNotFound } from '../identity.errors.js';

export interface SetRoles {
  readonly operatorId: string;
  readonly userId: string;
  readonly roles: readonly Role[];
}

/** How somebody becomes an operator: another one makes them one. */
@Injectable()
export class SetRolesUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** @throws UserNotFound, OwnOperatorRole */
  execute({ operatorId, userId, roles }: SetRoles): Promise<UserAccountEntity> {
    return this.dataSource.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' as const };
      const account = await manager.findOne(UserAccountEntity, { where: { id: userId }, lock });
      if (account === null) throw new UserNotFound();
      if (userId === operatorId && !roles.includes('operator')) throw new OwnOperatorRole();
      const before = account.roles;
      account.roles = [...roles];
      await manager.save(account);
      const detail = { before, after: roles };
      await this.audit.record(manager, { userId: operatorId, action: 'user.set_roles', subjectId: userId, detail });
      return account;
    });
  }
}
