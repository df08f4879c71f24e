import { AuditRecordEntity, CommissionRuleEntity, newId } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, IsNull } from 'typeorm';
import { CommissionRuleInvalid } from './commission.errors.js';

export interface NewCommissionRule {
  readonly operatorId: string;
  readonly scope: CommissionRuleEntity['scope'];
  readonly scopeReference: string | null;
  readonly percentBasisPoints: number;
  readonly fixedMinor: bigint;
  readonly minimumMinor: bigint | null;
  readonly maximumMinor: bigint | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

/** Rules are never changed: a new version replaces the one before, and orders keep what they were placed under. */
@Injectable()
export class CommissionRules {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CommissionRuleInvalid when the scope and what it is about do not fit, or the limits contradict each other */
  async create(rule: NewCommissionRule): Promise<CommissionRuleEntity> {
    const { operatorId, scope, scopeReference, validFrom, validTo, minimumMinor, maximumMinor, ...amounts } = rule;
    const from = validFrom ?? new Date();
    assertConsistent(rule, from);
    return this.dataSource.transaction(async (manager) => {
      const version = await this.nextVersion(manager, scope, scopeReference);
      const limits = { minimumMinor, maximumMinor, validFrom: from, validTo };
      const created = await manager.save(
        manager.create(CommissionRuleEntity, { id: newId(), version, scope, scopeReference, ...amounts, ...limits }),
      );
      const detail = { scope, scopeReference, version, percentBasisPoints: amounts.percentBasisPoints };
      const audit = Object.assign(new AuditRecordEntity(), {
        id: newId(),
        userId: operatorId,
        action: 'commission_rule.create',
        subjectId: created.id,
        detail,
      });
      await manager.save(audit);
      return created;
    });
  }

  async list(page: PageRequest): Promise<Page<CommissionRuleEntity>> {
    const rules = this.dataSource.manager.createQueryBuilder(CommissionRuleEntity, 'rule');
    const rows = await keyset(rules, page, [{ column: 'rule.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  /** Two operators at once: one waits for the other, so that versions are counted without gaps or twins. */
  private async nextVersion(
    manager: EntityManager,
    scope: CommissionRuleEntity['scope'],
    scopeReference: string | null,
  ): Promise<number> {
    const what = `commission_rule:${scope}:${scopeReference ?? ''}`;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [what]);
    const where: FindOptionsWhere<CommissionRuleEntity> = { scope, scopeReference: scopeReference ?? IsNull() };
    return ((await manager.maximum(CommissionRuleEntity, 'version', where)) ?? 0) + 1;
  }
}

/** @throws CommissionRuleInvalid when the parts of a rule contradict each other */
export function assertConsistent(rule: Omit<NewCommissionRule, 'operatorId'>, from: Date): void {
  const { scope, scopeReference, minimumMinor, maximumMinor, validTo } = rule;
  if ((scope === 'platform') !== (scopeReference === null))
    throw new CommissionRuleInvalid('Every scope but "platform" names what it is about in scopeReference.');
  if (minimumMinor !== null && maximumMinor !== null && minimumMinor > maximumMinor)
    throw new CommissionRuleInvalid('The minimum is above the maximum.');
  if (validTo !== null && validTo <= from) throw new CommissionRuleInvalid('The rule ends before it begins.');
}
