import type { ProblemCode } from './generated/problem-codes.js';

/** What an API answered instead of what was asked for (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable; see `is`. */
  readonly code: string;
  /** For a person. */
  readonly detail: string;
  /** What is wrong with which field, for a request that has mistakes. */
  readonly errors: readonly { field: string; message: string }[];
  /** Name it when you ask for help. */
  readonly requestId: string | undefined;

  /** @param facts the whole document: refusals have facts of their own beside the named fields */
  constructor(
    status: number,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    const code = typeof facts.code === 'string' ? facts.code : 'no_problem_document';
    const detail = typeof facts.detail === 'string' ? facts.detail : `The server answered ${status}.`;
    super(`${status} ${code}: ${detail}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = Array.isArray(facts.errors) ? (facts.errors as { field: string; message: string }[]) : [];
    this.requestId = typeof facts.requestId === 'string' ? facts.requestId : undefined;
  }

  /** `if (error instanceof ApiProblem && error.is('product_out_of_stock'))`, checked by the compiler. */
  is(code: ProblemCode): boolean {
    return this.code === code;
  }
}
