import type { DynamicModule, Type } from '@nestjs/common';
import type { AppConfig } from '@guildhall/config';

export interface ApiDescription {
  /** The process, in logs and in pg_stat_activity: `buyer-checkout-api`. */
  readonly name: string;
  /** Of the OpenAPI document. */
  readonly title: string;
  /** Markdown, of the OpenAPI document. */
  readonly description: string;
}

export interface ApiOptions extends ApiDescription {
  /** Bytes. @default 1 MiB */
  readonly bodyLimitBytes?: number;
  /** Time for a whole request to come in. @default 30 s */
  readonly requestTimeoutMs?: number;
}

/**
 * The slices an API is made of: a module class, or one whose `forRoot` wants the configuration. Configuration, logs,
 * database and HTTP are around it already.
 */
export type ApiModule = Type | { forRoot(config: AppConfig): DynamicModule };

export function moduleOf(api: ApiModule, config: AppConfig): Type | DynamicModule {
  return 'forRoot' in api ? api.forRoot(config) : api;
}
