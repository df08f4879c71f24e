import type { ApiObject } from '../resource.js';
import { refused, type Clause } from './query.js';

type Value = string | number | boolean | null | undefined;

/**
 * A field that a query may name. `token` matches whole and whatever the case, `string` also by parts (`~`),
 * `number` compares.
 */
export interface SearchField<T = never> {
  readonly kind: 'token' | 'string' | 'number';
  valueOf(object: T): Value;
}

const OPERATORS: Readonly<Record<SearchField['kind'], readonly string[]>> = {
  token: [':'],
  string: [':', '~'],
  number: [':', '=', '>', '<', '>=', '<='],
};
const MIN_PART = 3;

export type Searchable = Readonly<Record<string, SearchField<ApiObject>>>;

/** How a clause reads an object and what it asks of it. */
export interface Condition {
  /** Names the value in an index; undefined where only looking at each object helps. */
  readonly indexKey: string | undefined;
  /** Of the field alone: what an index of it keeps. */
  readonly field: string;
  keyOf(object: ApiObject): string | undefined;
  matches(object: ApiObject): boolean;
}

/** @throws StripeError for a field or an operator that the resource does not have */
export function conditionOf(clause: Clause, searchable: Searchable, resource: string): Condition {
  const { operator, value, isNegated } = clause;
  const name = clause.key === undefined ? clause.field : `metadata[${clause.key}]`;
  const field = fieldOf(clause, searchable, resource);
  if (value !== null && !OPERATORS[field.kind].includes(operator))
    throw refused(`The field \`${clause.field}\` does not support the operator \`${operator}\`.`);
  if (operator === '~' && (value ?? '').length < MIN_PART)
    throw refused(`A substring search needs at least ${MIN_PART} characters.`);
  if (field.kind === 'number' && value !== null && !Number.isFinite(Number(value)))
    throw refused(`The field \`${clause.field}\` must be compared with a number.`);
  const keyOf = (object: ApiObject): string | undefined => {
    const found = field.valueOf(object);
    return found === null || found === undefined ? undefined : String(found).toLowerCase();
  };
  const holds = (object: ApiObject): boolean => compare(keyOf(object), operator, value?.toLowerCase() ?? null);
  const isExact = operator === ':' && value !== null && !isNegated && field.kind !== 'number';
  return {
    field: name,
    indexKey: isExact ? value.toLowerCase() : undefined,
    keyOf,
    matches: (object) => holds(object) !== isNegated,
  };
}

function fieldOf({ field, key }: Clause, searchable: Searchable, resource: string): SearchField<ApiObject> {
  if (field === 'metadata' && key !== undefined && Object.hasOwn(searchable, 'metadata'))
    return { kind: 'token', valueOf: (object) => metadataOf(object)?.[key] };
  const declared = key === undefined && field !== 'metadata' && Object.hasOwn(searchable, field);
  const found = declared ? searchable[field] : undefined;
  if (found !== undefined) return found;
  throw refused(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replaceAll('_', '-')} for a list of supported fields.`,
  );
}

function metadataOf(object: ApiObject): Readonly<Record<string, string>> | null | undefined {
  const { metadata } = object as { metadata?: Readonly<Record<string, string>> | null };
  return metadata;
}

function compare(found: string | undefined, operator: string, wanted: string | null): boolean {
  if (wanted === null) return found === undefined;
  if (found === undefined) return false;
  switch (operator) {
    case '~':
      return found.includes(wanted);
    case '>':
      return Number(found) > Number(wanted);
    case '>=':
      return Number(found) >= Number(wanted);
    case '<':
      return Number(found) < Number(wanted);
    case '<=':
      return Number(found) <= Number(wanted);
    case '=':
      return Number(found) === Number(wanted);
    default:
      return found === wanted;
  }
}

/** Shorthands for declaring what is searchable. */
export const token = <T>(valueOf: (object: T) => Value): SearchField<T> => ({ kind: 'token', valueOf });
export const text = <T>(valueOf: (object: T) => Value): SearchField<T> => ({ kind: 'string', valueOf });
export const number = <T>(valueOf: (object: T) => Value): SearchField<T> => ({ kind: 'number', valueOf });
/** Makes `metadata["key"]` searchable. */
export const metadata: SearchField<ApiObject> = { kind: 'token', valueOf: () => undefined };
