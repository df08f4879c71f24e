import type { AppConfig } from '@guildhall/config';
import type { Logger } from '@guildhall/observability';
import { LedgerWorkerModule } from '@guildhall/ledger';
import { CheckoutWorkerModule } from '@guildhall/checkout';
import { OnboardingWorkerModule } from '@guildhall/onboarding';
import { OutboxModule } from '@guildhall/outbox';
import { PayoutsWorkerModule } from '@guildhall/payouts';
import { RefundsWorkerModule } from '@guildhall/refunds';
import { StripeModule } from '@guildhall/stripe';
import { TransfersWorkerModule } from '@guildhall/transfers';
import { WebhooksWorkerModule } from '@guildhall/webhooks';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DatabaseCheck } from './database-check.js';
import { platformModules } from './platform.modules.js';

export const WORKER_NAME = 'worker';

/** What each slice does when Stripe, the clock or another slice calls. */
const SLICES: Type[] = [
  LedgerWorkerModule,
  OnboardingWorkerModule,
  CheckoutWorkerModule,
  TransfersWorkerModule,
  RefundsWorkerModule,
  PayoutsWorkerModule,
];

/** What acts on the inbox, sends what is in the outbox, and keeps the scheduled jobs. */
@Module({})
export class WorkerModule {
  static forRoot(config: AppConfig, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...platformModules(config, logger, WORKER_NAME),
        StripeModule.forRoot(),
        OutboxModule.forWorker(),
        WebhooksWorkerModule.forRoot(),
        ...SLICES,
      ],
      providers: [DatabaseCheck],
    };
  }
}
