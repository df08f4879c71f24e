import { SetMetadata } from '@nestjs/common';
import type { DomainError } from '../domain-error.js';

export const API_PROBLEMS = 'guildhall:api-problems';

export type DomainErrorClass = new (...parts: never[]) => DomainError;

/** Documents which refusals a handler (or every handler of a controller) may answer with. */
export const ApiProblems = (...errors: DomainErrorClass[]): MethodDecorator & ClassDecorator =>
  SetMetadata(API_PROBLEMS, errors);
