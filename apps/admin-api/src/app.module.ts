import type { AppConfig } from '@guildhall/config';
import { CheckoutAdminHttpModule } from '@guildhall/checkout';
import { IdentityHttpModule, IdentityAdminHttpModule } from '@guildhall/identity';
import { LedgerHttpModule, LedgerModule } from '@guildhall/ledger';
import { OnboardingAdminHttpModule } from '@guildhall/onboarding';
import { OperationsDeskHttpModule } from '@guildhall/operations-desk';
import { OperationsHttpModule, OutboxModule } from '@guildhall/outbox';
import { PayoutsAdminHttpModule } from '@guildhall/payouts';
import { QueueModule } from '@guildhall/queue';
import { RefundsAdminHttpModule } from '@guildhall/refunds';
import { StripeModule } from '@guildhall/stripe';
import { TransfersHttpModule } from '@guildhall/transfers';
import { WebhooksHttpModule } from '@guildhall/webhooks';
import { type DynamicModule, Module } from '@nestjs/common';

/** Operators see sellers, orders, operations, webhook events, payouts, refunds and the books. */
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
        IdentityAdminHttpModule,
        OnboardingAdminHttpModule,
        CheckoutAdminHttpModule,
        TransfersHttpModule,
        OperationsHttpModule,
        WebhooksHttpModule,
        RefundsAdminHttpModule,
        PayoutsAdminHttpModule,
        LedgerHttpModule,
        OperationsDeskHttpModule,
      ],
    };
  }
}
