import type { FaultSubject, RequestEffect } from '../faults.js';
import type { RawHash, RawValue } from '../params.js';
import { requestLogUrl, type Admitted, type Api, type ApiAnswer, type ApiRequest } from './api.js';

/** Runs a request under what a fault rule has in store for it. */
export async function runUnder(
  fault: RequestEffect | undefined,
  api: Api,
  request: ApiRequest,
  admitted: Admitted,
  now: number,
): Promise<ApiAnswer> {
  const delayMs = fault?.delayMs ?? 0;
  const hold = delayMs > 0 ? () => wait(delayMs) : undefined;
  if (fault === undefined || (fault.close !== true && fault.status === undefined))
    return api.run(request, admitted, { hold });
  if (fault.when === 'after') {
    const instead = fault.status === undefined ? undefined : faultAnswer(fault, request, now);
    return api.run(request, admitted, { hold, instead });
  }
  await hold?.();
  return { ...faultAnswer(fault, request, now), account: admitted.account, headers: {} };
}

function faultAnswer(fault: RequestEffect, { id }: ApiRequest, now: number): { status: number; body: object } {
  const status = fault.status ?? 500;
  const error = {
    ...(status === 429 ? { code: 'rate_limit' } : {}),
    message: status === 429 ? 'Request rate limit exceeded.' : 'A fault rule of the emulator asked for this error.',
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
    request_log_url: requestLogUrl(id, now),
    ...fault.error,
  };
  return { status, body: { error } };
}

/** A request as fault rules look at it. */
export function subjectOf(request: ApiRequest): FaultSubject {
  return {
    method: request.method,
    path: request.path,
    headers: request.headers,
    param: (name: string): string | undefined => {
      let value: RawValue | undefined = request.params;
      for (const key of name.replaceAll(']', '').split('['))
        value = typeof value === 'object' && value !== null ? (value as RawHash)[key] : undefined;
      return value === undefined || typeof value === 'object' ? undefined : String(value);
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
