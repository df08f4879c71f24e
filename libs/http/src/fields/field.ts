import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';

/** What every field says about itself. */
export interface FieldOptions<Value> {
  /** Shown in the documentation, and used by the "try it" page. */
  readonly example: Value;
  readonly description?: string;
  /** May be left out. Null is still refused. */
  readonly optional?: boolean;
  /** May be null. */
  readonly nullable?: boolean;
  /** Taken when the field is left out; makes it optional. */
  readonly default?: Value;
}

/** How a value of this field is read from a query string and written into an answer. */
export type FieldKind = 'text' | 'integer' | 'flag' | 'instant' | 'nested' | 'list' | 'json';

export interface FieldInfo {
  readonly name: string;
  readonly kind: FieldKind;
  readonly defaultValue?: unknown;
  /** For nested fields and lists of objects. */
  readonly itemClass?: () => Type;
  /** For lists of plain values. */
  readonly itemKind?: FieldKind;
}

interface FieldParts {
  readonly kind: FieldKind;
  readonly schema: ApiPropertyOptions;
  /** @returns what is wrong ("must be ..."), or null when the value is fine */
  readonly check: (value: unknown) => string | null;
  readonly itemClass?: () => Type;
  readonly itemKind?: FieldKind;
}

const FIELDS = 'guildhall:fields';

/** One declaration of a field: checked on the way in, shaped on the way out, documented in OpenAPI. */
export function field(parts: FieldParts, options: Partial<FieldOptions<unknown>>, ...more: PropertyDecorator[]) {
  const optional = options.optional === true || options.default !== undefined;
  const described = {
    ...parts.schema,
    required: !optional,
    ...(options.description === undefined
      ? {}
      : { description: joined(parts.schema.description, options.description) }),
    ...(options.example === undefined ? {} : { example: options.example }),
    ...(options.nullable === true ? { nullable: true } : {}),
    ...(options.default === undefined ? {} : { default: options.default }),
  } as ApiPropertyOptions;
  const check = (value: unknown) => (value === undefined ? 'is required' : parts.check(value));
  return applyDecorators(
    register(parts, options.default),
    ApiProperty(described),
    ValidateIf((_, value) => !(optional && value === undefined) && !(options.nullable === true && value === null)),
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value: unknown) => check(value) === null,
        defaultMessage: (given?: ValidationArguments) => check(given?.value) ?? '',
      },
    }),
    ...more,
  );
}

/** The fields of a class and of those it extends, by name. */
export function fieldsOf(type: Type): ReadonlyMap<string, FieldInfo> {
  return (Reflect.getMetadata(FIELDS, type.prototype as object) as Map<string, FieldInfo> | undefined) ?? new Map();
}

function register({ kind, itemClass, itemKind }: FieldParts, defaultValue: unknown): PropertyDecorator {
  return (prototype, property) => {
    const inherited = Reflect.getMetadata(FIELDS, prototype) as Map<string, FieldInfo> | undefined;
    const info: FieldInfo = {
      name: String(property),
      kind,
      ...(defaultValue === undefined ? {} : { defaultValue }),
      ...(itemClass === undefined ? {} : { itemClass }),
      ...(itemKind === undefined ? {} : { itemKind }),
    };
    Reflect.defineMetadata(FIELDS, new Map([...(inherited ?? []), [info.name, info]]), prototype);
  };
}

function joined(general: string | undefined, special: string): string {
  return general === undefined ? special : `${special.replace(/\.?$/, '.')} ${general}`;
}
