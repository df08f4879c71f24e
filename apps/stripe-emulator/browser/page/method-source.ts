import {
  callApi,
  hashAt,
  isHash,
  merged,
  type ApiAnswer,
  type Credentials,
  type Params,
} from '../shared/api-client.js';
import type { FrameCall } from '../shared/protocol.js';
import { Element } from './element.js';

/** Finds the element among values such as `{ card: element, billing_details }`, and takes it out. */
export function splitElement(values: Readonly<Record<string, unknown>>): {
  readonly element: Element | undefined;
  readonly type: string | undefined;
  readonly rest: Params;
} {
  const found = Object.entries(values).find(([, value]) => value instanceof Element);
  const rest = Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Element)));
  return { element: found?.[1] as Element | undefined, type: found?.[0], rest: rest as Params };
}

/** Calls the API; with an element, through its frame. */
export async function callThrough(
  credentials: Credentials,
  element: Element | undefined,
  call: Pick<FrameCall, 'method' | 'path' | 'params' | 'into' | 'as'>,
): Promise<ApiAnswer> {
  const { into, as, ...plain } = call;
  if (element === undefined) return callApi(credentials, plain);
  const { error } = await element.submit();
  if (error !== undefined) return { error };
  const link = await element.requireLink();
  return link.call({ ...plain, into, as, siblings: element.siblings });
}

/**
 * `payment_method` as the older calls take it: an id, or a description with an element or a token in it.
 * @param type e.g. `card`
 */
export function methodParams(
  type: string,
  given: unknown,
): { readonly element: Element | undefined; readonly params: Params } {
  if (typeof given === 'string') return { element: undefined, params: { payment_method: given } };
  if (typeof given !== 'object' || given === null) return { element: undefined, params: {} };
  const { element, rest } = splitElement(given as Record<string, unknown>);
  const data = merged({ type }, rest, isHash(rest[type]) ? { [type]: hashAt(rest, type) } : {});
  return { element, params: { payment_method_data: data } };
}
