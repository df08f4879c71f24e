import type { Context } from '../../core/context.js';
import type { ChargeRequest } from '../charges/charge-request.js';
import { isListed } from './value-lists.js';
import { valueLists } from './value-list.resource.js';

export type RuleAction = 'allow' | 'block' | 'review' | 'request_3ds';

type Value = string | number | boolean;
interface Comparison {
  readonly in?: readonly Value[];
  /** Alias of a value list. */
  readonly list?: string;
  readonly gt?: number;
  readonly lt?: number;
  readonly not?: Value;
}
/** All fields must agree. */
type Condition = Readonly<Record<string, Value | Comparison>>;

/** One rule of `{"radar": {"rules": [{"action": "block", "if": {"card_country": {"list": "risky"}}}]}}`. */
interface Rule {
  readonly action: RuleAction;
  readonly if: Condition;
}

/** Stripe's own lists decide when they exist: `email_blocklist` and so on. */
const LISTED: readonly (readonly [prefix: string, field: string])[] = [
  ['card_fingerprint', 'card_fingerprint'],
  ['card_bin', 'card_bin'],
  ['email', 'email'],
  ['customer_id', 'customer'],
  ['card_country', 'card_country'],
  ['charge_description', 'charge_description'],
];

export interface Verdict {
  readonly action: RuleAction;
  readonly rule: string;
}

/** What the account's rules say about a payment. Those that allow come first, as at Stripe. */
export function verdictOf(ctx: Context, request: ChargeRequest): Verdict | null {
  const rules = (ctx.config['radar'] as { rules?: readonly Rule[] } | undefined)?.rules ?? [];
  if (rules.length === 0 && ctx.all(valueLists).length === 0) return null;
  const fields = fieldsOf(request);
  for (const [suffix, action] of [['allowlist', 'allow'] as const, ['blocklist', 'block'] as const])
    for (const [prefix, field] of LISTED)
      if (isListed(ctx, `${prefix}_${suffix}`, textOf(fields[field]))) return { action, rule: `${prefix}_${suffix}` };
  for (const action of ['allow', 'block', 'request_3ds', 'review'] as const) {
    const index = rules.findIndex((rule) => rule.action === action && matches(ctx, rule.if, fields));
    if (index !== -1) return { action, rule: `rule_${index}` };
  }
  return null;
}

type Fields = Readonly<Record<string, Value | null>>;

function fieldsOf({
  amount,
  currency,
  method,
  card,
  customer,
  description,
  metadata,
  receiptEmail,
}: ChargeRequest): Fields {
  const risk = card?.risk ?? 'normal';
  return {
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata.${name}`, value])),
    amount,
    currency,
    customer,
    charge_description: description,
    payment_method_type: method.type,
    email: method.billing_details.email ?? receiptEmail,
    card_bin: card?.number.slice(0, 6) ?? null,
    card_brand: method.card?.brand ?? null,
    card_country: method.card?.country ?? null,
    card_fingerprint: method.card?.fingerprint ?? null,
    card_funding: method.card?.funding ?? null,
    risk_level: risk === 'blocked' ? 'highest' : risk,
  };
}

const textOf = (value: Value | null | undefined): string | null => (value == null ? null : String(value));

function matches(ctx: Context, condition: Condition, fields: Fields): boolean {
  return Object.entries(condition).every(([field, wanted]) => {
    const value = fields[field] ?? null;
    if (typeof wanted !== 'object') return value === wanted;
    const { in: values, list, gt, lt, not } = wanted;
    return (
      (values === undefined || (value !== null && values.includes(value))) &&
      (list === undefined || isListed(ctx, list, textOf(value))) &&
      (gt === undefined || (typeof value === 'number' && value > gt)) &&
      (lt === undefined || (typeof value === 'number' && value < lt)) &&
      (not === undefined || value !== not)
    );
  });
}
