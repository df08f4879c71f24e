import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import { ApiNoContentResponse, ApiResponse } from '@nestjs/swagger';

export const ANSWER_CLASS = 'guildhall:answer-class';

interface AnswerOptions {
  /** @default 200 */
  readonly status?: 200 | 201 | 202;
  readonly description?: string;
  /** The answer is a plain list of the class (use `ApiPage` for lists that grow). */
  readonly list?: boolean;
}

/** What a handler answers: sets the status, documents the body, and lets only the documented fields out. */
export function ApiAnswer(type: Type, { status = 200, description = '', list = false }: AnswerOptions = {}) {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description, type, isArray: list }),
    SetMetadata(ANSWER_CLASS, type),
  );
}

/** The handler answers 204 with no body. */
export function ApiNoAnswer(description = '') {
  return applyDecorators(HttpCode(204), ApiNoContentResponse({ description }));
}
