import { Global, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { HealthRegistry } from '@guildhall/observability';
import { DataSource } from 'typeorm';
import { AuthGuard } from '../auth/auth.guard.js';
import { CsrfCheck } from '../auth/csrf-check.js';
import { AnswerInterceptor } from '../fields/answer.interceptor.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyStore } from '../idempotency/idempotency.store.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { RequestValidationPipe } from '../validation/request-validation.pipe.js';
import { HealthController } from './health.controller.js';

const SWEEP_EVERY_MS = 3_600_000;

/** What every request passes, in this order: guard, idempotency, answer shaping, validation; errors go to the filter. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [
    CsrfCheck,
    IdempotencyStore,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
  ],
  exports: [IdempotencyStore],
})
export class HttpModule implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly health: HealthRegistry,
    private readonly dataSource: DataSource,
    private readonly idempotency: IdempotencyStore,
  ) {}

  onModuleInit(): void {
    this.health.register('database', () => this.dataSource.query('SELECT 1'));
    this.timer = setInterval(() => {
      // A sweep that fails is made up for by the next one; old records do not count while they wait.
      this.idempotency.sweep().catch(() => undefined);
    }, SWEEP_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
