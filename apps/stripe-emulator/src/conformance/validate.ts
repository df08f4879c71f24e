import type { Contract, Schema } from './contract.js';

type Json = Readonly<Record<string, unknown>>;
type Definitions = Contract['definitions'];

/**
 * Compares a value with a schema.
 * @returns one line per difference, each with the path at which it is; none when the value conforms
 */
export function differences(value: unknown, schema: Schema, definitions: Definitions, path = ''): string[] {
  if (schema.$ref !== undefined) return differences(value, definitions[schema.$ref] ?? {}, definitions, path);
  if (schema.anyOf !== undefined) return closest(value, schema.anyOf, definitions, path);
  if (schema.never === true) return [`${path}: must not be there`];
  if (schema.partial !== undefined) return differences(value, partial(schema.partial, definitions), definitions, path);
  if (schema.const !== undefined)
    return value === schema.const ? [] : [`${path}: ${show(value)} is not ${show(schema.const)}`];
  if (schema.enum !== undefined)
    return typeof value === 'string' && schema.enum.includes(value)
      ? []
      : [`${path}: ${show(value)} is none of ${schema.enum.join(', ')}`];
  if (schema.type === undefined) return [];
  if (typeOf(value) !== schema.type) return [`${path}: ${show(value)} is no ${schema.type}`];
  if (schema.type === 'array')
    return (value as unknown[]).flatMap((item, index) =>
      differences(item, schema.items ?? {}, definitions, `${path}[${index}]`),
    );
  return schema.type === 'object' ? memberDifferences(value as Json, schema, definitions, path) : [];
}

function memberDifferences(value: Json, schema: Schema, definitions: Definitions, path: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at(path, name)}: missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const declared = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (declared === undefined || declared === false) return [`${at(path, name)}: the SDK knows no such field`];
    return differences(member, declared, definitions, at(path, name));
  });
  return [...missing, ...wrong];
}

/** No difference where one alternative fits; else those of the alternative that fits best. */
function closest(value: unknown, alternatives: readonly Schema[], definitions: Definitions, path: string): string[] {
  const possible = alternatives.filter((alternative) => !isOtherThing(value, alternative, definitions));
  let best: string[] | undefined;
  for (const alternative of possible.length === 0 ? alternatives : possible) {
    const found = differences(value, alternative, definitions, path);
    if (found.length === 0) return [];
    if (best === undefined || found.length < best.length) best = found;
  }
  return best ?? [];
}

/** Seen without looking into its members: another type, or a member that tells alternatives apart (`object`, an event's `type`) differs. */
function isOtherThing(value: unknown, schema: Schema, definitions: Definitions): boolean {
  if (schema.$ref !== undefined) return isOtherThing(value, definitions[schema.$ref] ?? {}, definitions);
  if (schema.anyOf !== undefined) return schema.anyOf.every((one) => isOtherThing(value, one, definitions));
  if (schema.const !== undefined) return value !== schema.const;
  const type = schema.enum === undefined ? schema.type : 'string';
  if (type !== undefined && typeOf(value) !== type) return true;
  return type === 'object' && constantsOf(schema).some(([name, constant]) => (value as Json)[name] !== constant);
}

const constants = new WeakMap<Schema, readonly (readonly [name: string, constant: unknown])[]>();

function constantsOf(schema: Schema): readonly (readonly [name: string, constant: unknown])[] {
  const known = constants.get(schema);
  if (known !== undefined) return known;
  const properties = schema.properties ?? {};
  const made = (schema.required ?? []).flatMap((name) => {
    const constant = properties[name]?.const;
    return constant === undefined ? [] : [[name, constant] as const];
  });
  constants.set(schema, made);
  return made;
}

function partial(schema: Schema, definitions: Definitions): Schema {
  const target = schema.$ref === undefined ? schema : (definitions[schema.$ref] ?? {});
  if (target.anyOf !== undefined) return { anyOf: target.anyOf.map((one) => partial(one, definitions)) };
  // Of a field that was not there before, Stripe says null.
  const wasAbsent = (member: Schema): Schema => ({ anyOf: [loose(member, definitions), { type: 'null' }] });
  const { additionalProperties: others } = target;
  const open = typeof others === 'object' ? { additionalProperties: wasAbsent(others) } : {};
  if (target.properties === undefined) return { ...target, ...open };
  const properties = Object.entries(target.properties).map(([name, member]) => [name, wasAbsent(member)] as const);
  return { ...target, ...open, properties: Object.fromEntries(properties), required: [] };
}

/** Inside of previous attributes, hashes hold what changed only. */
function loose(schema: Schema, definitions: Definitions): Schema {
  if (schema.anyOf !== undefined) return { anyOf: schema.anyOf.map((one) => loose(one, definitions)) };
  const target = schema.$ref === undefined ? schema : (definitions[schema.$ref] ?? {});
  return target.type === 'object' || target.anyOf !== undefined ? { partial: schema } : schema;
}

function typeOf(value: unknown): Schema['type'] | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object' ? type : undefined;
}

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const show = (value: unknown): string => (value === undefined ? 'undefined' : JSON.stringify(value)).slice(0, 60);
