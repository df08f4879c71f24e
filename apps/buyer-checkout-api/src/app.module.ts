import type { AppConfig } from '@guildhall/config';
import { CatalogueBuyerHttpModule } from '@guildhall/catalogue';
import { CheckoutHttpModule } from '@guildhall/checkout';
import { IdentityHttpModule } from '@guildhall/identity';
import { LedgerModule } from '@guildhall/ledger';
import { OutboxModule } from '@guildhall/outbox';
import { QueueModule } from '@guildhall/queue';
import { RefundsBuyerHttpModule } from '@guildhall/refunds';
import { StripeModule } from '@guildhall/stripe';
import { type DynamicModule, Module } from '@nestjs/common';

/** Buyers browse the catalogue, order from many sellers at once, pay, and keep payment methods. */
@Module({})
export class AppModule {
  static forRoot({ redisUrl, databaseUrl }: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        StripeModule.forRoot(),
        QueueModule.forRoot({ redisUrl, databaseUrl }),
        OutboxModule.forHttp(),
        LedgerModule,
        IdentityHttpModule,
        CatalogueBuyerHttpModule,
        CheckoutHttpModule,
        RefundsBuyerHttpModule,
      ],
    };
  }
}
