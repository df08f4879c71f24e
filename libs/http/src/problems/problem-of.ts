import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DomainError, type DomainErrorKind } from '../domain-error.js';
import { InvalidRequest } from '../validation/invalid-request.js';

/** A problem document, before the request's id is put on it. */
export interface ProblemBody extends Record<string, unknown> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

export const STATUS_OF_KIND: Record<DomainErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  refused: 402,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

const CODE_OF_STATUS: Record<number, string> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'route_not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'url_too_long',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'unavailable',
};

/** @returns the document for any error; unknown ones become a 500 that says nothing about itself */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof InvalidRequest) {
    return problem(400, error.code, error.message, error.mistakes.length > 0 ? { errors: error.mistakes } : {});
  }
  if (error instanceof DomainError) return problem(STATUS_OF_KIND[error.kind], error.code, error.message, error.detail);
  const status = statusOf(error);
  if (status === undefined || status >= 500) {
    return status === 503
      ? problem(503, 'unavailable', 'The service cannot answer at the moment. Try again shortly.')
      : problem(500, 'internal_error', 'Something went wrong on our side. It has been logged.');
  }
  return problem(status, CODE_OF_STATUS[status] ?? 'request_refused', messageOf(status));
}

export function problem(
  status: number,
  code: string,
  detail: string,
  facts: Record<string, unknown> = {},
): ProblemBody {
  const title = STATUS_CODES[status] ?? 'Error';
  return { ...inJson(facts), type: `urn:guildhall:problem:${code}`, title, status, detail, code };
}

/** Errors may carry amounts as bigints and moments as dates; a document holds what JSON can say. */
function inJson(facts: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  return JSON.parse(text) as Record<string, unknown>;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : undefined;
}

/** The text of a framework's own error may quote what was sent: it is not repeated. */
function messageOf(status: number): string {
  switch (status) {
    case 404:
      return 'There is nothing at this address.';
    case 413:
      return 'The request body is too large.';
    case 415:
      return 'Send the body as application/json.';
    case 400:
      return 'The request could not be read.';
    default:
      return STATUS_CODES[status] ?? 'The request was refused.';
  }
}
