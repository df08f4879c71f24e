import { AccessTokenEntity } from './access-token.entity.js';
import { AuditRecordEntity } from './audit-record.entity.js';
import { BuyerEntity } from './buyer.entity.js';
import { CommissionRuleEntity } from './commission-rule.entity.js';
import { DomainEventEntity } from './domain-event.entity.js';
import { IdempotencyRecordEntity } from './idempotency-record.entity.js';
import { InboxRunAccountEntity } from './inbox-run-account.entity.js';
import { InboxRunEventEntity } from './inbox-run-event.entity.js';
import { InboxRunEntity } from './inbox-run.entity.js';
import { JournalEntryEntity } from './journal-entry.entity.js';
import { LedgerCheckpointEntity } from './ledger-checkpoint.entity.js';
import { LoginThrottleEntity } from './login-throttle.entity.js';
import { MarketplaceOrderEntity } from './marketplace-order.entity.js';
import { OrderLineEntity } from './order-line.entity.js';
import { PaymentAttemptEntity } from './payment-attempt.entity.js';
import { PaymentEntity } from './payment.entity.js';
import { PayoutEntity } from './payout.entity.js';
import { PictureEntity } from './picture.entity.js';
import { PostingEntity } from './posting.entity.js';
import { ProductEntity } from './product.entity.js';
import { ReconciliationDifferenceEntity } from './reconciliation-difference.entity.js';
import { ReconciliationRunEntity } from './reconciliation-run.entity.js';
import { ReconciliationTransactionEntity } from './reconciliation-transaction.entity.js';
import { RefundLegEntity } from './refund-leg.entity.js';
import { RefundEntity } from './refund.entity.js';
import { RefundRequestEntity } from './refund-request.entity.js';
import { SavedPaymentMethodEntity } from './saved-payment-method.entity.js';
import { SellerShareEntity } from './seller-share.entity.js';
import { SellerEntity } from './seller.entity.js';
import { ShippingRuleEntity } from './shipping-rule.entity.js';
import { StripeEventCursorEntity } from './stripe-event-cursor.entity.js';
import { StripeEventEntity } from './stripe-event.entity.js';
import { StripeOperationEntity } from './stripe-operation.entity.js';
import { TransferEntity } from './transfer.entity.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

export * from './access-token.entity.js';
export * from './audit-record.entity.js';
export * from './buyer.entity.js';
export * from './commission-rule.entity.js';
export * from './domain-event.entity.js';
export * from './idempotency-record.entity.js';
export * from './inbox-run-account.entity.js';
export * from './inbox-run-event.entity.js';
export * from './inbox-run.entity.js';
export * from './journal-entry.entity.js';
export * from './ledger-checkpoint.entity.js';
export * from './login-throttle.entity.js';
export * from './marketplace-order.entity.js';
export * from './order-line.entity.js';
export * from './payment-attempt.entity.js';
export * from './payment.entity.js';
export * from './payout.entity.js';
export * from './picture.entity.js';
export * from './posting.entity.js';
export * from './product.entity.js';
export * from './reconciliation-difference.entity.js';
export * from './reconciliation-run.entity.js';
export * from './reconciliation-transaction.entity.js';
export * from './refund-leg.entity.js';
export * from './refund-request.entity.js';
export * from './refund.entity.js';
export * from './saved-payment-method.entity.js';
export * from './seller-share.entity.js';
export * from './seller.entity.js';
export * from './shipping-rule.entity.js';
export * from './stripe-event-cursor.entity.js';
export * from './stripe-event.entity.js';
export * from './stripe-operation.entity.js';
export * from './transfer.entity.js';
export * from './user-account.entity.js';
export * from './user-session.entity.js';

/** Every table's entity, for the data source. */
export const ENTITIES: (new () => object)[] = [
  AccessTokenEntity,
  AuditRecordEntity,
  BuyerEntity,
  CommissionRuleEntity,
  DomainEventEntity,
  IdempotencyRecordEntity,
  InboxRunAccountEntity,
  InboxRunEntity,
  InboxRunEventEntity,
  JournalEntryEntity,
  LedgerCheckpointEntity,
  LoginThrottleEntity,
  MarketplaceOrderEntity,
  OrderLineEntity,
  PaymentAttemptEntity,
  PaymentEntity,
  PayoutEntity,
  PictureEntity,
  PostingEntity,
  ProductEntity,
  ReconciliationDifferenceEntity,
  ReconciliationRunEntity,
  ReconciliationTransactionEntity,
  RefundLegEntity,
  RefundRequestEntity,
  RefundEntity,
  SavedPaymentMethodEntity,
  SellerShareEntity,
  SellerEntity,
  ShippingRuleEntity,
  StripeEventCursorEntity,
  StripeEventEntity,
  StripeOperationEntity,
  TransferEntity,
  UserAccountEntity,
  UserSessionEntity,
];
