import { AuditRecordEntity, type Role, UserAccountEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UserNotFound } from './people.errors.js';

export interface AuditFilter {
  readonly userId?: string;
  readonly action?: string;
  readonly subjectId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface UserFilter {
  /** How the address begins. */
  readonly email?: string;
  readonly role?: Role;
}

/** Who there is, and what operators have done. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async auditRecords(filter: AuditFilter, page: PageRequest): Promise<Page<AuditRecordEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(AuditRecordEntity, 'record');
    const { userId, action, subjectId, from, to } = filter;
    if (userId !== undefined) query.andWhere('record.userId = :userId', { userId });
    if (action !== undefined) query.andWhere('record.action = :action', { action });
    if (subjectId !== undefined) query.andWhere('record.subjectId = :subjectId', { subjectId });
    if (from !== undefined) query.andWhere('record.createdAt >= :from', { from });
    if (to !== undefined) query.andWhere('record.createdAt < :to', { to });
    const rows = await keyset(query, page, [{ column: 'record.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** Newest first. */
  async users({ email, role }: UserFilter, page: PageRequest): Promise<Page<UserAccountEntity>> {
    const query = this.dataSource.manager.createQueryBuilder(UserAccountEntity, 'account');
    if (email !== undefined)
      query.andWhere('account.email LIKE :email', { email: `${email.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` });
    if (role !== undefined) query.andWhere('account.roles @> ARRAY[:role]::text[]', { role });
    const rows = await keyset(query, page, [{ column: 'account.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** @throws UserNotFound */
  async user(id: string): Promise<UserAccountEntity> {
    const account = await this.dataSource.manager.findOneBy(UserAccountEntity, { id });
    if (account === null) throw new UserNotFound();
    return account;
  }
}
