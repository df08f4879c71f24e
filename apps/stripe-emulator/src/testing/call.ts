import type { RunningEmulator } from '../index.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A call without the SDK, for made-up resources and for the control API. */
export async function call(
  { url }: Pick<RunningEmulator, 'url'>,
  method: string,
  path: string,
  params: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = new URLSearchParams(params).toString();
  const isRead = method === 'GET';
  const response = await fetch(`${url}${path}${isRead && form !== '' ? `?${form}` : ''}`, {
    method,
    headers: { Authorization: 'Bearer sk_test_x', ...headers },
    ...(isRead ? {} : { body: form }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}
