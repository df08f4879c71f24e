import type { AdminSchemas } from '@guildhall/api-client';

export type Rule = AdminSchemas['CommissionRuleResponse'];
export type RuleDraft = AdminSchemas['CreateCommissionRuleRequest'];
export type RuleScope = Rule['scope'];

export const SCOPES: readonly RuleScope[] = ['platform', 'seller', 'category', 'product'];

/** What the form holds: texts, as they are typed. */
export interface RuleFields {
  readonly scope: RuleScope;
  readonly scopeReference: string;
  /** With a point or a comma: `12.5`. */
  readonly percent: string;
  readonly fixedMinor: string;
  readonly minimumMinor: string;
  readonly maximumMinor: string;
  /** As `datetime-local` has them. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** @returns 1250 for `12.5` or `12,5`; null for what is no percentage with two digits at most */
export function readPercent(typed: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (match === null) return null;
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return basisPoints <= 10_000 ? basisPoints : null;
}

/** @returns a whole number from 0 on; undefined for nothing typed, null for anything else */
export function readMinor(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  return /^\d{1,8}$/.test(text) ? Number(text) : null;
}

/** What the API takes; call it with fields that the form found valid. */
export function draftOf(fields: RuleFields): RuleDraft {
  const { scope, scopeReference, validFrom, validTo } = fields;
  const minimumMinor = readMinor(fields.minimumMinor);
  const maximumMinor = readMinor(fields.maximumMinor);
  return {
    scope,
    scopeReference: scope === 'platform' ? null : scopeReference.trim(),
    percentBasisPoints: readPercent(fields.percent) ?? 0,
    fixedMinor: readMinor(fields.fixedMinor) ?? 0,
    ...(minimumMinor == null ? {} : { minimumMinor }),
    ...(maximumMinor == null ? {} : { maximumMinor }),
    ...(validFrom === '' ? {} : { validFrom: new Date(validFrom).toISOString() }),
    ...(validTo === '' ? {} : { validTo: new Date(validTo).toISOString() }),
  };
}
