import { Module } from '@nestjs/common';
import { AccountLinkOperation } from './account-link.operation.js';
import { AccountOperation } from './account.operation.js';
import { AccountWebhookHandler } from './account.webhook-handler.js';
import { AdminSellersController } from './admin-sellers.controller.js';
import { ConnectSeller } from './connect-seller.use-case.js';
import { DeauthorizedWebhookHandler } from './deauthorized.webhook-handler.js';
import { OpenDashboard } from './open-dashboard.use-case.js';
import { ReturnUrls } from './return-urls.js';
import { SellerQueries } from './seller.queries.js';
import { SellerRepository } from './seller.repository.js';
import { SellersController } from './sellers.controller.js';
import { SignUpSeller } from './sign-up-seller.use-case.js';

/** In the request they are run at once, in the worker they are tried again. */
const OPERATIONS = [AccountOperation, AccountLinkOperation, SellerRepository];

@Module({
  controllers: [SellersController],
  providers: [...OPERATIONS, SignUpSeller, ConnectSeller, OpenDashboard, SellerQueries, ReturnUrls],
})
export class OnboardingHttpModule {}

@Module({ controllers: [AdminSellersController], providers: [SellerQueries] })
export class OnboardingAdminHttpModule {}

@Module({ providers: [...OPERATIONS, AccountWebhookHandler, DeauthorizedWebhookHandler] })
export class OnboardingWorkerModule {}
