export type StripeErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface StripeErrorDetails {
  readonly code?: string | undefined;
  readonly declineCode?: string | undefined;
  readonly param?: string | undefined;
  /** Further fields of the error body, such as `payment_intent`, `charge`, `payment_method`, `advice_code`. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What a handler throws to answer with an error of Stripe's shape. Throwing undoes every change the request made,
 * unless `keepChanges()` was called (a decline keeps its failed charge).
 */
export class StripeError extends Error {
  override readonly name = 'StripeError';
  /** True when the request's changes are to be committed although it answers with an error. */
  keepsChanges = false;
  /** True for what the parameters' declarations refused, before the call was executed. */
  isBeforeExecution = false;

  constructor(
    readonly status: number,
    readonly type: StripeErrorType,
    message: string,
    readonly details: StripeErrorDetails = {},
  ) {
    super(message);
  }

  /** Commits what the request changed before the throw: for declines, which leave traces at Stripe too. */
  keepChanges(): this {
    this.keepsChanges = true;
    return this;
  }

  /**
   * Whether the answer is replayed under an idempotency key. Stripe stores what came out of the execution (a decline,
   * an amount too small), not what was refused before it: bad parameters, keys, permissions, unknown ids, conflicts
   * and rate limits are tried again.
   */
  get isStoredUnderIdempotencyKey(): boolean {
    if (this.keepsChanges || this.status >= 500 || this.status === 402) return true;
    if (this.status !== 400 || this.type === 'idempotency_error' || this.isBeforeExecution) return false;
    const { code, param } = this.details;
    return param === undefined || (code !== undefined && !VALIDATION_CODES.test(code));
  }

  body(requestLogUrl: string): { error: object | string } {
    const { code, declineCode, param, extra } = this.details;
    return {
      error: {
        ...(code === undefined ? {} : { code }),
        ...(declineCode === undefined ? {} : { decline_code: declineCode }),
        ...(code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        message: this.message,
        ...(param === undefined ? {} : { param }),
        ...extra,
        request_log_url: requestLogUrl,
        type: this.type,
      },
    };
  }
}

/** Codes of refusals that only a handler can find, but which are about the parameters all the same. */
const VALIDATION_CODES = /^(parameter|parameters|resource|url|email|invalid_currency|country)(_|$)/;

/** How the OAuth calls refuse: `{ error, error_description }`, as RFC 6749 has it. */
export class OAuthError extends StripeError {
  constructor(
    readonly error:
      | 'invalid_client'
      | 'invalid_grant'
      | 'invalid_request'
      | 'invalid_scope'
      | 'unsupported_grant_type'
      | 'unsupported_response_type',
    description: string,
    status = 400,
  ) {
    super(status, 'invalid_request_error', description);
  }

  override body(): { error: string; error_description: string } {
    return { error: this.error, error_description: this.message };
  }
}

/** 400 `invalid_request_error`, the general refusal. */
export function invalidRequest(message: string, details: StripeErrorDetails = {}): StripeError {
  return new StripeError(400, 'invalid_request_error', message, details);
}

/** 400 `parameter_missing`. @param param full path of the parameter, e.g. `items[0][price]` */
export function missingParam(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/** 400 `parameter_unknown`. */
export function unknownParams(params: readonly string[]): StripeError {
  const noun = params.length === 1 ? 'parameter' : 'parameters';
  return invalidRequest(`Received unknown ${noun}: ${params.join(', ')}`, {
    code: 'parameter_unknown',
    param: params[0],
  });
}

/**
 * `resource_missing`: 404 for an id in the path, 400 for one in a parameter.
 * @param label what Stripe calls the resource in the sentence, e.g. `customer`
 * @param param the parameter that named it; absent for the id in the path
 */
export function resourceMissing(label: string, id: string, param?: string, pathParam = 'id'): StripeError {
  return new StripeError(param === undefined ? 404 : 400, 'invalid_request_error', `No such ${label}: '${id}'`, {
    code: 'resource_missing',
    param: param ?? pathParam,
  });
}

/** 402 `card_error`. Call `.keepChanges()` on it when the failed attempt leaves a charge behind. */
export function cardError(message: string, details: StripeErrorDetails & { readonly code: string }): StripeError {
  return new StripeError(402, 'card_error', message, details);
}

/** 401. */
export function unauthenticated(message: string): StripeError {
  return new StripeError(401, 'invalid_request_error', message);
}

/** 403, for keys and accounts that may not do this. */
export function forbidden(message: string, details: StripeErrorDetails = {}): StripeError {
  return new StripeError(403, 'invalid_request_error', message, details);
}

/** 409, e.g. `lock_timeout` or `idempotency_key_in_use`. */
export function conflict(message: string, code: string, type: StripeErrorType = 'invalid_request_error'): StripeError {
  return new StripeError(409, type, message, { code });
}

/** 429 `rate_limit`. */
export function rateLimited(): StripeError {
  return new StripeError(
    429,
    'invalid_request_error',
    'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    { code: 'rate_limit' },
  );
}

/** 500 `api_error`: a fault of the emulator itself, or one that was asked for. */
export function apiError(message = 'An unknown error occurred'): StripeError {
  return new StripeError(500, 'api_error', message);
}

/** What was thrown as an answer. A mistake of the emulator itself is logged and answers 500. */
export function asStripeError(error: unknown): StripeError {
  if (error instanceof StripeError) return error;
  console.error('the emulator failed', error);
  return apiError('An error occurred inside the emulator; its log has the details.');
}
