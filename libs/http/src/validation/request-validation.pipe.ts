import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { fieldsOf, type FieldInfo, type FieldKind } from '../fields/field.js';
import { InvalidRequest } from './invalid-request.js';
import { assertHarmless } from './json-limits.js';

interface Mistake {
  readonly field: string;
  readonly message: string;
}

/**
 * Makes every `@Body()` and `@Query()` an instance of its class, or refuses with all mistakes at once. JSON types are
 * taken as they are: "5" is not 5. Query strings are read by the kind of their field, because they have no types.
 */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if ((type !== 'body' && type !== 'query') || metatype === undefined || isBuiltIn(metatype)) return value;
    const plain = value ?? {};
    if (type === 'query') assertHarmless(plain);
    if (!isObject(plain)) throw new InvalidRequest([{ field: '', message: 'must be an object' }]);
    const given = type === 'query' ? readQuery(plain, metatype) : plain;
    const unknown = unknownFields(given, metatype, '');
    const instance = plainToInstance(metatype, withDefaults(given, metatype)) as object;
    const found = await validate(instance, { whitelist: true, forbidUnknownValues: false, stopAtFirstError: true });
    const mistakes = [...unknown, ...found.flatMap((error) => mistakesOf(error, ''))];
    if (mistakes.length > 0) throw new InvalidRequest(mistakes);
    return instance;
  }
}

function isBuiltIn(type: Type): boolean {
  return [String, Number, Boolean, Array, Object].some((builtIn) => Object.is(builtIn, type));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownFields(plain: Record<string, unknown>, type: Type, path: string): Mistake[] {
  const fields = fieldsOf(type);
  return Object.entries(plain).flatMap(([name, value]): Mistake[] => {
    const info = fields.get(name);
    if (info === undefined) return [{ field: `${path}${name}`, message: 'is not a field of this request' }];
    const itemClass = info.itemClass?.();
    if (itemClass === undefined) return [];
    if (!Array.isArray(value)) return isObject(value) ? unknownFields(value, itemClass, `${path}${name}.`) : [];
    return value.flatMap((item: unknown, index) =>
      isObject(item) ? unknownFields(item, itemClass, `${path}${name}[${index}].`) : [],
    );
  });
}

function withDefaults(plain: Record<string, unknown>, type: Type): Record<string, unknown> {
  const complete: Record<string, unknown> = {};
  for (const [name, info] of fieldsOf(type)) {
    const value = Object.hasOwn(plain, name) ? plain[name] : undefined;
    const taken = value === undefined ? info.defaultValue : nestedDefaults(value, info);
    if (taken !== undefined) complete[name] = taken;
  }
  return complete;
}

function nestedDefaults(value: unknown, { itemClass }: FieldInfo): unknown {
  if (itemClass === undefined) return value;
  const type = itemClass();
  if (Array.isArray(value)) return value.map((item: unknown) => (isObject(item) ? withDefaults(item, type) : item));
  return isObject(value) ? withDefaults(value, type) : value;
}

function mistakesOf({ property, constraints, children }: ValidationError, path: string): Mistake[] {
  const field = /^\d+$/.test(property) ? `${path.replace(/\.$/, '')}[${property}]` : `${path}${property}`;
  const own = Object.values(constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(children ?? []).flatMap((child) => mistakesOf(child, `${field}.`))];
}

function readQuery(plain: Record<string, unknown>, type: Type): Record<string, unknown> {
  const fields = fieldsOf(type);
  return Object.fromEntries(
    Object.entries(plain).map(([name, value]) => {
      const info = fields.get(name);
      if (info?.kind === 'list') {
        const items: unknown[] = Array.isArray(value) ? value : [value];
        return [name, items.map((item) => readText(item, info.itemKind ?? 'text'))];
      }
      return [name, info === undefined ? value : readText(value, info.kind)];
    }),
  );
}

function readText(value: unknown, kind: FieldKind): unknown {
  if (kind === 'integer' && typeof value === 'string' && /^(0|-?[1-9]\d{0,15})$/.test(value)) return Number(value);
  if (kind === 'flag' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
