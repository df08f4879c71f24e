import { CreateCustomerOperation } from './buyers/create-customer.operation.js';
import { CreateSetupIntentOperation } from './buyers/create-setup-intent.operation.js';
import { DetachPaymentMethodOperation } from './buyers/detach-payment-method.operation.js';
import { OrderRepository } from './orders/order.repository.js';
import { CancelPaymentIntentOperation } from './payments/cancel-payment-intent.operation.js';
import { ConfirmPaymentIntentOperation } from './payments/confirm-payment-intent.operation.js';
import { CreatePaymentIntentOperation } from './payments/create-payment-intent.operation.js';
import { PaymentProgress } from './payments/payment-progress.js';

/** The API runs them at once, the worker's relay sends what was left: both list them. */
export const CHECKOUT_OPERATIONS = [
  CreatePaymentIntentOperation,
  ConfirmPaymentIntentOperation,
  CancelPaymentIntentOperation,
  CreateCustomerOperation,
  CreateSetupIntentOperation,
  DetachPaymentMethodOperation,
  OrderRepository,
  PaymentProgress,
];
