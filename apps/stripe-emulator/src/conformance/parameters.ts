import type { ParamDocumentation } from '../core/params.js';
import type { Contract, Schema } from './contract.js';

type Definitions = Contract['definitions'];
type Fields = Readonly<Record<string, ParamDocumentation>>;

/**
 * Compares the declared parameters of a call with the SDK's type of them.
 * @returns one line per parameter that the SDK's type allows and the declaration would refuse
 */
export function parameterGaps(declared: Fields, schema: Schema, definitions: Definitions, path = ''): string[] {
  const { properties = {}, required = [] } = resolved(schema, definitions);
  const isEnvelope = (name: string): boolean => path === '' && name === 'expand';
  return Object.entries(properties).flatMap(([name, member]) => {
    const where = path === '' ? name : `${path}[${name}]`;
    const documentation = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (documentation === undefined) return isEnvelope(name) ? [] : [`${where}: not declared`];
    const tooStrict =
      documentation.required === true && !required.includes(name) ? [`${where}: optional in the SDK`] : [];
    return [...tooStrict, ...valueGaps(documentation, member, definitions, where)];
  });
}

function valueGaps(
  documentation: ParamDocumentation,
  schema: Schema,
  definitions: Definitions,
  path: string,
): string[] {
  const { kind, values, items, fields } = documentation;
  if (kind === 'any') return [];
  const type = resolved(schema, definitions);
  if (type.emptyable !== undefined) {
    const isEmptyable =
      kind.includes('or empty') || ['metadata', 'array', 'hash', 'map'].includes(kind.split(' ')[0] ?? '');
    const refused = isEmptyable ? [] : [`${path}: may be empty in the SDK`];
    return [...refused, ...valueGaps(documentation, type.emptyable, definitions, path)];
  }
  if (documentation.alternatives !== undefined)
    return alternativeGaps(documentation.alternatives, type, definitions, path);
  const allowed = type.enum ?? type.known ?? (typeof type.const === 'string' ? [type.const] : undefined);
  if (values !== undefined) {
    // Where the SDK says text and Stripe knows a few values only, refusing others is right.
    if (allowed === undefined) return [];
    const refused = allowed.filter((value) => !values.includes(value) && value !== '');
    return refused.length === 0 ? [] : [`${path}: refuses ${refused.join(', ')}`];
  }
  if (fields !== undefined) return hashGaps(fields, type, definitions, path);
  if (items !== undefined) {
    if (kind.startsWith('map')) return [];
    const element = arrayIn(type, definitions);
    return element === undefined
      ? [`${path}: no array in the SDK`]
      : valueGaps(items, element, definitions, `${path}[]`);
  }
  return scalarGaps(kind, type, path);
}

/** A hash may have several types in the SDK (`LineItem.A | LineItem.B`): it must take the fields of each. */
function hashGaps(fields: Fields, type: Schema, definitions: Definitions, path: string): string[] {
  const objects = alternativesOf(type, definitions).filter((one) => one.properties !== undefined);
  if (objects.length === 0) return [`${path}: no hash in the SDK`];
  return objects.flatMap((one) => parameterGaps(fields, one, definitions, path));
}

function alternativeGaps(
  all: readonly ParamDocumentation[],
  type: Schema,
  definitions: Definitions,
  path: string,
): string[] {
  return alternativesOf(type, definitions).flatMap((one) => {
    const gaps = all.map((alternative) => valueGaps(alternative, one, definitions, path));
    return gaps.sort((left, right) => left.length - right.length)[0] ?? [];
  });
}

function scalarGaps(kind: string, type: Schema, path: string): string[] {
  const kinds = NUMBERS.some((name) => kind.startsWith(name))
    ? ['number']
    : kind.startsWith('boolean')
      ? ['boolean']
      : undefined;
  if (kinds === undefined || type.anyOf !== undefined || type.type === undefined) return [];
  return kinds.includes(type.type) || type.type === 'string'
    ? []
    : [`${path}: a ${type.type} in the SDK, declared as ${kind}`];
}

const NUMBERS = ['integer', 'number', 'amount', 'timestamp'];

function arrayIn(type: Schema, definitions: Definitions): Schema | undefined {
  return alternativesOf(type, definitions).find((one) => one.type === 'array')?.items;
}

function alternativesOf(type: Schema, definitions: Definitions): Schema[] {
  return type.anyOf === undefined
    ? [type]
    : type.anyOf.flatMap((one) => alternativesOf(resolved(one, definitions), definitions));
}

function resolved(schema: Schema, definitions: Definitions): Schema {
  return schema.$ref === undefined ? schema : resolved(definitions[schema.$ref] ?? {}, definitions);
}
