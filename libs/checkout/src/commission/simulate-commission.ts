import { CommissionRuleEntity, newId } from '@guildhall/database';
import type { Money } from '@guildhall/money';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { type Commission, type CommissionRule, computeCommission, resolveCommissionRule } from './commission.js';
import { assertConsistent, type NewCommissionRule } from './commission-rules.js';

export interface CommissionQuestion {
  readonly line: Money;
  readonly sellerId: string | null;
  readonly category: string | null;
  readonly productId: string | null;
  readonly at: Date;
  /** Not written yet. */
  readonly draft: Omit<NewCommissionRule, 'operatorId'> | null;
}

export interface CommissionAnswer {
  /** Null: no rule fits. */
  readonly commission: Commission | null;
  readonly isDraft: boolean;
}

/** What an order line would pay, by the very functions that checkout uses. Changes nothing. */
@Injectable()
export class SimulateCommission {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CommissionRuleInvalid when the draft could not be written */
  async run({ line, draft, at, sellerId, category, productId }: CommissionQuestion): Promise<CommissionAnswer> {
    const references = [sellerId, category, productId].filter((reference) => reference !== null);
    const written = await this.dataSource.manager.findBy(CommissionRuleEntity, [
      { scope: 'platform', scopeReference: IsNull() },
      { scopeReference: In(references) },
    ]);
    const drafted = draft === null ? null : asNewest(draft, written, at);
    // A seller or product that is not named is one for which no rule is written.
    const subject = { productId: productId ?? '', category, sellerId: sellerId ?? '' };
    const rule = resolveCommissionRule(drafted === null ? written : [...written, drafted], subject, at);
    if (rule === undefined) return { commission: null, isDraft: false };
    return { commission: computeCommission(rule, line), isDraft: rule === drafted };
  }
}

function asNewest(
  draft: NonNullable<CommissionQuestion['draft']>,
  written: readonly CommissionRule[],
  at: Date,
): CommissionRule {
  const validFrom = draft.validFrom ?? at;
  assertConsistent(draft, validFrom);
  const { scope, scopeReference } = draft;
  const versions = written
    .filter((rule) => rule.scope === scope && rule.scopeReference === scopeReference)
    .map(({ version }) => version);
  return { ...draft, id: newId(), version: Math.max(0, ...versions) + 1, validFrom };
}
