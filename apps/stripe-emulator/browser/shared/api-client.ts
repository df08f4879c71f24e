import { CONNECTION_ERROR, type StripeError } from './errors.js';

export type ParamValue = string | number | boolean | null | undefined | readonly ParamValue[] | Params;
export interface Params {
  readonly [name: string]: ParamValue;
}

/** Who calls the API, and where it is. */
export interface Credentials {
  /** The emulator's address, e.g. `http://127.0.0.1:12111`. */
  readonly url: string;
  readonly key: string;
  readonly account: string | null;
  readonly apiVersion: string | null;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly params: Params;
}

/** What a call came to: the object, or the error in Stripe's shape. */
export type ApiAnswer =
  | { readonly object: ApiObject; readonly error?: undefined }
  | { readonly object?: undefined; readonly error: StripeError };

export interface ApiObject {
  readonly id: string;
  readonly object: string;
  readonly [field: string]: unknown;
}

export function isHash(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hash at a name, or an empty one. */
export function hashAt(params: Params, name: string): Params {
  const value = params[name];
  return isHash(value) ? value : {};
}

/** The text at a name, or undefined. */
export function textAt(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
}

/** Merges hashes deeply; what comes later wins, undefined never does. */
export function merged(...sources: readonly Params[]): Params {
  const result: Record<string, ParamValue> = {};
  for (const source of sources)
    for (const [name, value] of Object.entries(source)) {
      const before = result[name];
      if (value === undefined) continue;
      result[name] = isHash(value) && isHash(before) ? merged(before, value) : value;
    }
  return result;
}

/** Parameters as a form with nested brackets. Null unsets; undefined is left out. */
export function encodeForm(params: Params): string {
  const form = new URLSearchParams();
  const add = (name: string, value: ParamValue): void => {
    if (value === undefined) return;
    if (Array.isArray(value))
      value.forEach((item: ParamValue, index) => {
        add(`${name}[${index}]`, item);
      });
    else if (isHash(value)) for (const [key, item] of Object.entries(value)) add(`${name}[${key}]`, item);
    else if (value === null || typeof value !== 'object') form.append(name, value === null ? '' : String(value));
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return form.toString();
}

/** Calls the API as a browser does: the key and the account are parameters, so that no preflight is needed. */
export async function callApi(credentials: Credentials, { method, path, params }: ApiCall): Promise<ApiAnswer> {
  const { url, key, account, apiVersion } = credentials;
  const form = encodeForm({
    ...params,
    key,
    _stripe_account: account ?? undefined,
    _stripe_version: apiVersion ?? undefined,
  });
  try {
    const response = await (method === 'GET'
      ? fetch(`${url}${path}?${form}`)
      : fetch(`${url}${path}`, {
          method,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: form,
        }));
    const body = (await response.json()) as ApiObject & { error?: StripeError };
    return body.error === undefined ? { object: body } : { error: body.error };
  } catch {
    return { error: CONNECTION_ERROR };
  }
}
