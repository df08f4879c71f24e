import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { ANSWER_CLASS } from './api-answer.decorator.js';
import { present } from './present.js';

/** Shapes every answer by the class its handler documents: what is not declared does not leave. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const type = this.reflector.get<Type | undefined>(ANSWER_CLASS, context.getHandler());
    return type === undefined ? next.handle() : next.handle().pipe(map((answer) => present(answer, type)));
  }
}
