import type { AppConfig } from '@guildhall/config';
import { CatalogueSellerHttpModule } from '@guildhall/catalogue';
import { CheckoutSellerHttpModule } from '@guildhall/checkout';
import { IdentityHttpModule } from '@guildhall/identity';
import { LedgerModule } from '@guildhall/ledger';
import { OnboardingHttpModule } from '@guildhall/onboarding';
import { OutboxModule } from '@guildhall/outbox';
import { PayoutsSellerHttpModule } from '@guildhall/payouts';
import { QueueModule } from '@guildhall/queue';
import { RefundsSellerHttpModule } from '@guildhall/refunds';
import { StripeModule } from '@guildhall/stripe';
import { type DynamicModule, Module } from '@nestjs/common';

/** Sellers sign up, connect their Stripe account, list products, ship orders, and see their balance, payouts and refunds. */
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
        OnboardingHttpModule,
        CatalogueSellerHttpModule,
        CheckoutSellerHttpModule,
        PayoutsSellerHttpModule,
        RefundsSellerHttpModule,
      ],
    };
  }
}
