import { STATUS_CODES } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { HandlerFacts } from './handler-facts.js';
import { addClass, addCode, type ProblemCodes, responseOf } from './problem-responses.js';

const MUTATING = ['post', 'put', 'patch', 'delete'];
const METHODS = ['get', ...MUTATING];

interface Operation {
  operationId?: string;
  parameters?: { name?: string; in?: string }[];
  requestBody?: unknown;
  security?: Record<string, string[]>[];
  responses: Record<string, unknown>;
  'x-roles'?: readonly string[];
}

/** Writes into every operation what guards, interceptors and the filter do, which its decorators do not repeat. */
export function completeDocument(document: OpenAPIObject, facts: ReadonlyMap<string, HandlerFacts>): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method as 'get'] as Operation | undefined;
      const known = facts.get(operation?.operationId ?? '');
      if (operation === undefined || known === undefined) continue;
      secure(operation, known);
      if (MUTATING.includes(method)) addKeyHeader(operation, known);
      addProblems(operation, known, MUTATING.includes(method));
    }
  }
  return document;
}

/** Whoever may call without a role. */
const OPEN: ReadonlySet<string> = new Set(['public', 'optional', 'signed-in']);

function secure(operation: Operation, { access }: HandlerFacts): void {
  if (access.includes('public')) operation.security = [];
  else operation.security = [...(access.includes('optional') ? [{}] : []), { bearer: [] }, { cookie: [] }];
  operation['x-roles'] = access;
}

function addKeyHeader(operation: Operation, { keyRequired, recorded }: HandlerFacts): void {
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: keyRequired,
    description: recorded
      ? 'A retry with the same key and body gets the same answer, for 24 hours.'
      : 'Send the same key with a retry. Nothing of the request is stored.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '0f9a4c1e-3f0b-4d6c-9a59-0c6c3a1a7b11',
  };
  operation.parameters = [...(operation.parameters ?? []), header];
}

function addProblems(operation: Operation, facts: HandlerFacts, mutating: boolean): void {
  const { access, keyRequired, recorded, problems } = facts;
  const codes: ProblemCodes = new Map();
  const parameters = operation.parameters ?? [];
  if (operation.requestBody !== undefined || parameters.length > 0) addCode(codes, 400, 'invalid_request');
  if (parameters.some(({ name }) => name === 'cursor')) addCode(codes, 400, 'invalid_cursor');
  if (keyRequired) addCode(codes, 400, 'idempotency_key_missing');
  if (operation.requestBody !== undefined) {
    addCode(codes, 400, 'malformed_json');
    addCode(codes, 413, 'body_too_large');
    addCode(codes, 415, 'unsupported_media_type');
  }
  if (mutating && recorded) addCode(codes, 409, 'idempotency_key_reused', 'idempotency_key_in_use');
  if (!access.includes('public')) addCode(codes, 401, 'unauthenticated');
  if (mutating && !access.includes('public')) addCode(codes, 403, 'csrf_check_failed');
  if (access.some((who) => !OPEN.has(who))) addCode(codes, 403, 'role_required');
  for (const type of problems) addClass(codes, type);
  addCode(codes, 500, 'internal_error');
  for (const [status, set] of [...codes].sort(([left], [right]) => left - right)) {
    operation.responses[String(status)] = responseOf(status, set, STATUS_CODES[status] ?? 'Error');
  }
}
