import { invalidRequest } from '../errors.js';
import { p, type RawValue } from '../params.js';
import type { Registry } from '../registry.js';
import type { ApiObject, Resource } from '../resource.js';
import { present, type View } from '../view.js';

const MAX_LEVELS = 4;
const expandParam = p.array(p.string({ max: 200 }), { max: 100 });

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The `expand` parameter. @throws StripeError for more than four levels */
export function expandPaths(raw: RawValue | undefined): readonly string[][] {
  if (raw === undefined || raw === '') return [];
  return expandParam.parse(raw, 'expand').map((path) => {
    const segments = path.split('.');
    if (segments.length > MAX_LEVELS)
      throw invalidRequest(`You cannot expand more than ${MAX_LEVELS} levels of a property: ${path}`, {
        param: 'expand',
      });
    return segments;
  });
}

/** Turns what a handler answered into what is sent: presented, and expanded along copies of what is stored. */
export class Presenter {
  constructor(private readonly registry: Registry) {}

  show(answer: object, view: View, paths: readonly string[][]): object {
    const shown = this.presented(answer, view);
    return paths.reduce<object>((object, path) => this.expand(object, path, view, path.join('.')), shown);
  }

  private presented(object: object, view: View): object {
    const { object: type, data, deleted } = object as { object?: string; data?: unknown; deleted?: boolean };
    if ((type === 'list' || type === 'search_result') && Array.isArray(data))
      return { ...object, data: data.map((item: object) => this.presented(item, view)) };
    const resource = this.registry.resources.get(type ?? '');
    return resource?.present === undefined || deleted === true ? object : present(resource, object as ApiObject, view);
  }

  private expand(object: object, path: readonly string[], view: View, whole: string): object {
    const [first = '', ...rest] = path;
    const { object: type, data } = object as { object?: string; data?: unknown };
    if (Array.isArray(data) && first === 'data' && (type === 'list' || type === 'search_result')) {
      if (rest.length === 0) throw cannotExpand(whole);
      return { ...object, data: data.map((item: object) => this.expand(item, rest, view, whole)) };
    }
    const resource = this.registry.resources.get(type ?? '');
    // A search counts when asked to: its handler has done so. A list does not.
    if (Array.isArray(data) && whole === 'total_count') return object;
    if (Array.isArray(data) && type === 'list') throw cannotExpand(whole, true);
    if (resource === undefined || (object as { deleted?: boolean }).deleted === true) return object;
    for (let length = 1; length <= path.length; length += 1) {
      const name = path.slice(0, length).join('.');
      if (Object.hasOwn(resource.expandable, name))
        return this.replaced(object, path.slice(0, length), path.slice(length), resource, name, view, whole);
    }
    if (rest.length === 0) throw cannotExpand(whole);
    return { ...object, [first]: this.expandInside((object as Json)[first], rest, view, whole) };
  }

  /** Goes on to an object that is always there: `account.external_accounts.data.customer`, `last_payment_error.payment_method.customer`. */
  private expandInside(value: unknown, path: readonly string[], view: View, whole: string): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.expandInside(item, path, view, whole));
    if (value === null) return value;
    if (!isObject(value)) throw cannotExpand(whole);
    if ('object' in value) return this.expand(value, path, view, whole);
    const [first = '', ...rest] = path;
    if (rest.length === 0 || !Object.hasOwn(value, first)) throw cannotExpand(whole);
    return { ...value, [first]: this.expandInside(value[first], rest, view, whole) };
  }

  private replaced(
    object: object,
    at: readonly string[],
    rest: readonly string[],
    resource: Resource,
    name: string,
    view: View,
    whole: string,
  ): object {
    const target = resource.expandable[name];
    const expandValue = (value: unknown): unknown => {
      const found =
        typeof target === 'function' ? target(object as ApiObject, view) : this.lookUp(value, target ?? '', view);
      if (rest.length === 0) return found;
      if (Array.isArray(found))
        return found.map((item: unknown) => (isObject(item) ? this.expand(item, rest, view, whole) : item));
      return isObject(found) ? this.expand(found, rest, view, whole) : found;
    };
    return withValueAt(object as Json, at, expandValue);
  }

  private lookUp(value: unknown, target: string | readonly string[], view: View): unknown {
    if (Array.isArray(value)) return value.map((item) => this.lookUp(item, target, view));
    if (typeof value !== 'string') return value;
    for (const type of typeof target === 'string' ? [target] : target) {
      const row = view.store.find(type, view.account, value);
      if (row !== undefined)
        return row.isDeleted ? row.object : present(row.resource, row.object, { ...view, account: row.account });
    }
    return value;
  }
}

/** A copy in which the value at a path is replaced; a path that leads nowhere changes nothing. */
function withValueAt(object: Json, path: readonly string[], replace: (value: unknown) => unknown): object {
  const [first = '', ...rest] = path;
  if (rest.length === 0) return { ...object, [first]: replace(object[first]) };
  const inner = object[first];
  if (Array.isArray(inner))
    return {
      ...object,
      [first]: inner.map((item: unknown) => (isObject(item) ? withValueAt(item, rest, replace) : item)),
    };
  return isObject(inner) ? { ...object, [first]: withValueAt(inner, rest, replace) } : object;
}

function cannotExpand(path: string, isList = false): Error {
  const hint = isList && !path.startsWith('data') ? ` You may want to try expanding 'data.${path}' instead.` : '';
  return invalidRequest(`This property cannot be expanded (${path}).${hint}`, { param: 'expand' });
}
