import type { AdminSchemas } from '@guildhall/api-client';
import { isCurrency } from '@guildhall/money';
import { amountMinorOf } from '../../../form/typed-amount.js';

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
  /** In which the amounts are typed: `usd`. */
  readonly currency: string;
  /** With a point or a comma: `1.50`. */
  readonly fixed: string;
  readonly minimum: string;
  readonly maximum: string;
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

/** @returns `usd` for ` USD `; null for what is no currency */
export function readCurrency(typed: string): string | null {
  const code = typed.trim().toLowerCase();
  return isCurrency(code) ? code : null;
}

/** @returns minor units; undefined for nothing typed, null for what is no amount of that currency */
export function readAmount(typed: string, currency: string): number | null | undefined {
  if (typed.trim() === '') return undefined;
  const code = readCurrency(currency);
  return code === null ? null : amountMinorOf(typed, code);
}

/** What the API takes; call it with fields that the form found valid. */
export function draftOf(fields: RuleFields): RuleDraft {
  const { scope, scopeReference, currency, validFrom, validTo } = fields;
  const minimumMinor = readAmount(fields.minimum, currency);
  const maximumMinor = readAmount(fields.maximum, currency);
  return {
    scope,
    scopeReference: scope === 'platform' ? null : scopeReference.trim(),
    percentBasisPoints: readPercent(fields.percent) ?? 0,
    fixedMinor: readAmount(fields.fixed, currency) ?? 0,
    ...(minimumMinor == null ? {} : { minimumMinor }),
    ...(maximumMinor == null ? {} : { maximumMinor }),
    ...(validFrom === '' ? {} : { validFrom: new Date(validFrom).toISOString() }),
    ...(validTo === '' ? {} : { validTo: new Date(validTo).toISOString() }),
  };
}
