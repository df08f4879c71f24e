import { CommissionRuleEntity, newId } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { AuditLog } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, IsNull } from 'typeorm';
import { CommissionRuleInvalid, CommissionRuleNotEndable, CommissionRuleNotFound } from './commission.errors.js';

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

export interface EndCommissionRule {
  readonly operatorId: string;
  readonly ruleId: string;
  /** Null: now. */
  readonly at: Date | null;
}

/** Nothing but the end of a rule is ever changed: a new version replaces the one before, and orders keep what they were placed under. */
@Injectable()
export class CommissionRules {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

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
      await this.audit.record(manager, {
        userId: operatorId,
        action: 'commission_rule.create',
        subjectId: created.id,
        detail,
      });
      return created;
    });
  }

  /**
   * Ends a rule: from then on neither it nor an earlier version of it applies, but the next wider rule does.
   * @throws CommissionRuleNotFound, CommissionRuleNotEndable, CommissionRuleInvalid when it would end in the past
   */
  async end({ operatorId, ruleId, at }: EndCommissionRule): Promise<CommissionRuleEntity> {
    const now = new Date();
    const end = at ?? now;
    if (end < now) throw new CommissionRuleInvalid('A rule cannot end in the past: orders were placed under it.');
    return this.dataSource.transaction(async (manager) => {
      const rule = await manager.findOneBy(CommissionRuleEntity, { id: ruleId });
      if (rule === null) throw new CommissionRuleNotFound();
      const { scope, scopeReference, version } = rule;
      if (scope === 'platform') {
        throw new CommissionRuleNotEndable(
          'Without the platform’s rule nothing could be sold: write a new version of it.',
        );
      }
      await this.lockVersions(manager, scope, scopeReference);
      const ended = await manager
        .createQueryBuilder()
        .update(CommissionRuleEntity)
        .set({ validTo: () => 'greatest(valid_from, :end)' })
        .where({ scope, scopeReference })
        .andWhere('version <= :version AND (valid_to IS NULL OR valid_to > greatest(valid_from, :end))', {
          version,
          end,
        })
        .execute();
      if (ended.affected === 0) throw new CommissionRuleNotEndable('The rule ends by then already.');
      const detail = { scope, scopeReference, version, validTo: end.toISOString() };
      await this.audit.record(manager, {
        userId: operatorId,
        action: 'commission_rule.end',
        subjectId: ruleId,
        detail,
      });
      return manager.findOneByOrFail(CommissionRuleEntity, { id: ruleId });
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
    await this.lockVersions(manager, scope, scopeReference);
    const where: FindOptionsWhere<CommissionRuleEntity> = { scope, scopeReference: scopeReference ?? IsNull() };
    return ((await manager.maximum(CommissionRuleEntity, 'version', where)) ?? 0) + 1;
  }

  private async lockVersions(manager: EntityManager, scope: string, scopeReference: string | null): Promise<void> {
    const what = `commission_rule:${scope}:${scopeReference ?? ''}`;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [what]);
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
