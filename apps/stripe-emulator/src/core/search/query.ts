import { invalidRequest, type StripeError } from '../errors.js';

export type Operator = ':' | '~' | '=' | '>' | '<' | '>=' | '<=';

/** `-metadata["order"]:"7"`: a field, how to compare it, and with what; `null` is "has none". */
export interface Clause {
  readonly field: string;
  /** Of `metadata["key"]`. */
  readonly key: string | undefined;
  readonly operator: Operator;
  readonly value: string | null;
  readonly isNegated: boolean;
}

export interface SearchQuery {
  readonly joiner: 'AND' | 'OR';
  readonly clauses: readonly Clause[];
}

const MAX_CLAUSES = 10;
const CLAUSE =
  /\s*(-?)([a-z_]\w*(?:\.\w+)*)(?:\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\])?\s*(:|~|>=|<=|>|<|=)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?|null|true|false)(?![\w.]))/iy;
const JOINER = /\s+(AND|OR)(?=\s)/iy;
const SPACE = /\s+(?=\S)/y;
const END = /\s*$/y;

/**
 * Reads Stripe's search query language: clauses joined by AND (or nothing but a space) or by OR, not both, without
 * parentheses.
 * @throws StripeError as Stripe refuses a query
 */
export function parseQuery(text: string): SearchQuery {
  const clauses: Clause[] = [];
  const joiners = new Set<'AND' | 'OR'>();
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    const match = next(CLAUSE);
    if (match === null) throw unreadable();
    clauses.push(clauseOf(match));
    if (next(END) !== null) break;
    const joiner = next(JOINER)?.[1]?.toUpperCase();
    if (joiner === undefined && next(SPACE) === null) throw unreadable();
    joiners.add(joiner === 'OR' ? 'OR' : 'AND');
  }
  if (joiners.size > 1)
    throw refused('You cannot combine AND and OR in the same search query. Use one of them, or two queries.');
  if (clauses.length > MAX_CLAUSES) throw refused(`You may only search by at most ${MAX_CLAUSES} clauses.`);
  return { joiner: joiners.has('OR') ? 'OR' : 'AND', clauses };
}

function clauseOf([
  ,
  minus,
  field = '',
  key,
  singleKey,
  operator,
  quoted,
  singleQuoted,
  bare,
]: RegExpExecArray): Clause {
  const text = quoted ?? singleQuoted;
  const name = key ?? singleKey;
  return {
    field: field.toLowerCase(),
    key: name === undefined ? undefined : unescaped(name),
    operator: operator as Operator,
    value: text === undefined ? (bare?.toLowerCase() === 'null' ? null : (bare ?? null)) : unescaped(text),
    isNegated: minus === '-',
  };
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');

function unreadable(): StripeError {
  return refused(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
  );
}

export function refused(message: string): StripeError {
  return invalidRequest(message, { param: 'query' });
}
