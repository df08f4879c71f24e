import { currencyRule, Money } from '@guildhall/money';
import type { CommissionRuleEntity } from '@guildhall/database';

/** The parts of a rule that decide; the row itself fits. */
export type CommissionRule = Omit<CommissionRuleEntity, 'createdAt'>;

/** What a rule can be about. */
export interface CommissionSubject {
  readonly productId: string;
  readonly category: string | null;
  readonly sellerId: string;
}

/** What the platform takes of one line, and the sentence that says why. Frozen on the line at checkout. */
export interface Commission {
  readonly rule: CommissionRule;
  readonly amount: Money;
  readonly explanation: string;
}

/** From the most specific to the least. */
const SCOPES = ['product', 'category', 'seller', 'platform'] as const;

/**
 * The rule for one product: the most specific scope that has a rule valid at that time, and of those the newest version.
 * @returns undefined when not even the platform has a rule
 */
export function resolveCommissionRule(
  rules: readonly CommissionRule[],
  subject: CommissionSubject,
  at: Date,
): CommissionRule | undefined {
  const references = {
    product: subject.productId,
    category: subject.category,
    seller: subject.sellerId,
    platform: null,
  };
  for (const scope of SCOPES) {
    if (scope === 'category' && subject.category === null) continue;
    const [newest] = rules
      .filter((rule) => rule.scope === scope && rule.scopeReference === references[scope] && isValid(rule, at))
      .sort(newestFirst);
    if (newest !== undefined) return newest;
  }
  return undefined;
}

function isValid(rule: CommissionRule, at: Date): boolean {
  return rule.validFrom <= at && (rule.validTo === null || at < rule.validTo);
}

function newestFirst(left: CommissionRule, right: CommissionRule): number {
  return right.version - left.version || (left.id < right.id ? 1 : -1);
}

/**
 * Percentage plus fixed amount, kept between minimum and maximum, and never more than the line itself.
 * @param line what the buyer pays for the line: its goods and its share of the shipping
 */
export function computeCommission(rule: CommissionRule, line: Money): Commission {
  const inCurrency = (minor: bigint): Money => Money.of(minor, line.currency);
  const percentage = line.share(rule.percentBasisPoints);
  let amount = percentage.plus(inCurrency(rule.fixedMinor));
  if (rule.minimumMinor !== null) amount = larger(amount, inCurrency(rule.minimumMinor));
  if (rule.maximumMinor !== null) amount = smaller(amount, inCurrency(rule.maximumMinor));
  amount = wholeSteps(smaller(amount, line));
  return { rule, amount, explanation: explain(rule, line, amount) };
}

/** For example: 10% of 100.00 USD + 0.30 USD, at least 1.00 USD = 10.30 USD (platform rule, version 2). */
function explain(rule: CommissionRule, line: Money, amount: Money): string {
  const inWords = (minor: bigint): string => Money.of(minor, line.currency).toString();
  const parts = [`${String(rule.percentBasisPoints / 100)}% of ${line.toString()}`];
  if (rule.fixedMinor > 0n) parts.push(` + ${inWords(rule.fixedMinor)}`);
  if (rule.minimumMinor !== null) parts.push(`, at least ${inWords(rule.minimumMinor)}`);
  if (rule.maximumMinor !== null) parts.push(`, at most ${inWords(rule.maximumMinor)}`);
  return `${parts.join('')} = ${amount.toString()} (${rule.scope} rule, version ${String(rule.version)})`;
}

/** Fixed amounts and limits are written once for all currencies; a KWD amount must end in 0 all the same. */
function wholeSteps(amount: Money): Money {
  const { chargeStepMinor } = currencyRule(amount.currency);
  return Money.of(amount.amountMinor - (amount.amountMinor % chargeStepMinor), amount.currency);
}

function larger(left: Money, right: Money): Money {
  return left.compare(right) < 0 ? right : left;
}

function smaller(left: Money, right: Money): Money {
  return left.compare(right) > 0 ? right : left;
}
