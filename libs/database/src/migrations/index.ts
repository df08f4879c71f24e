import { Identity1795305600001 } from './1795305600001-identity.js';
import { Market1795305600002 } from './1795305600002-market.js';
import { Orders1795305600003 } from './1795305600003-orders.js';
import { Ledger1795305600004 } from './1795305600004-ledger.js';
import { Messages1795305600005 } from './1795305600005-messages.js';
import { OperationTurn1795305600010 } from './1795305600010-operation-turn.js';
import { WebhookBackfill1795305600020 } from './1795305600020-webhook-backfill.js';
import { LedgerGuards1795305600030 } from './1795305600030-ledger-guards.js';
import { ReconciliationProgress1795305600031 } from './1795305600031-reconciliation-progress.js';
import { AccessTokenRequest1795305600040 } from './1795305600040-access-token-request.js';
import { PricingRules1795305600050 } from './1795305600050-pricing-rules.js';
import { OperatorPayoutHold1795305600060 } from './1795305600060-operator-payout-hold.js';
import { CatalogueOrder1795305600100 } from './1795305600100-catalogue-order.js';
import { RefundRequests1795305600110 } from './1795305600110-refund-requests.js';
import { Fulfilment1795305600120 } from './1795305600120-fulfilment.js';
import { PaymentAttempts1795305600150 } from './1795305600150-payment-attempts.js';
import { OperationsDesk1795305600151 } from './1795305600151-operations-desk.js';
import { SellerRefunds1795305600200 } from './1795305600200-seller-refunds.js';
import { Pictures1795305600210 } from './1795305600210-pictures.js';
import { InboxRuns1795305600300 } from './1795305600300-inbox-runs.js';
import { EventPayloadAsSent1795305600310 } from './1795305600310-event-payload-as-sent.js';

/** In the order in which they run. Append only. */
export const MIGRATIONS = [
  Identity1795305600001,
  Market1795305600002,
  Orders1795305600003,
  Ledger1795305600004,
  Messages1795305600005,
  OperationTurn1795305600010,
  WebhookBackfill1795305600020,
  LedgerGuards1795305600030,
  ReconciliationProgress1795305600031,
  AccessTokenRequest1795305600040,
  PricingRules1795305600050,
  OperatorPayoutHold1795305600060,
  CatalogueOrder1795305600100,
  RefundRequests1795305600110,
  Fulfilment1795305600120,
  PaymentAttempts1795305600150,
  OperationsDesk1795305600151,
  SellerRefunds1795305600200,
  Pictures1795305600210,
  InboxRuns1795305600300,
  EventPayloadAsSent1795305600310,
];
