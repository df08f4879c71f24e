import { type DynamicModule, Global, Module } from '@nestjs/common';
import { StripeClient } from './stripe-client.js';

/** Gives the process its `StripeClient`, configured by CONFIG. */
@Global()
@Module({})
export class StripeModule {
  static forRoot(): DynamicModule {
    return { module: StripeModule, providers: [StripeClient], exports: [StripeClient] };
  }
}
