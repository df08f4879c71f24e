import type { Family } from '../core/resource.js';
import { accountsFamily } from './accounts/accounts.family.js';
import { applicationFeesFamily } from './application-fees/application-fees.family.js';
import { authenticationFamily } from './authentication/authentication.family.js';
import { balanceFamily } from './balance/balance.family.js';
import { cashBalanceFamily } from './cash-balance/cash-balance.family.js';
import { chargesFamily } from './charges/charges.family.js';
import { clientSessionsFamily } from './client-sessions/client-sessions.family.js';
import { confirmationTokensFamily } from './confirmation-tokens/confirmation-tokens.family.js';
import { countrySpecsFamily } from './accounts/country-specs/country-specs.family.js';
import { tokensFamily } from './accounts/tokens/token.routes.js';
import { creditGrantsFamily } from './credit-grants/credit-grants.family.js';
import { customersFamily } from './customers/customers.family.js';
import { disputesFamily } from './disputes/disputes.family.js';
import { eventsFamily } from './events/events.family.js';
import { filesFamily } from './files/files.family.js';
import { mandatesFamily } from './mandates/mandate.resource.js';
import { metersFamily } from './meters/meters.family.js';
import { paymentIntentsFamily } from './payment-intents/payment-intents.family.js';
import { paymentMethodConfigurationsFamily } from './payment-method-configurations/payment-method-configurations.family.js';
import { paymentMethodDomainsFamily } from './payment-method-domains/payment-method-domains.family.js';
import { paymentMethodsFamily } from './payment-methods/payment-method.routes.js';
import { payoutsFamily } from './payouts/payouts.family.js';
import { quotesFamily } from './quotes/quotes.family.js';
import { radarFamily } from './radar/radar.family.js';
import { refundsFamily } from './refunds/refunds.family.js';
import { setupIntentsFamily } from './setup-intents/setup-intents.family.js';
import { subscriptionSchedulesFamily } from './subscription-schedules/subscription-schedules.family.js';
import { subscriptionsFamily } from './subscriptions/subscriptions.family.js';
import { testClocksFamily } from './test-clocks/test-clocks.family.js';
import { shippingRatesFamily } from './shipping-rates/shipping-rates.family.js';
import { sourcesFamily } from './sources/sources.family.js';
import { topupsFamily } from './topups/topups.family.js';
import { transfersFamily } from './transfers/transfer.routes.js';
import { triggersFamily } from './triggers/triggers.family.js';
import { v2CoreFamily } from './v2-core/v2-core.family.js';
import { webhookEndpointsFamily } from './webhook-endpoints/webhook-endpoints.family.js';
import { couponsFamily } from './coupons/coupons.family.js';
import { customerBalanceFamily } from './customer-balance/customer-balance.family.js';
import { discountsFamily } from './discounts/discounts.family.js';
import { pricesFamily } from './prices/prices.family.js';
import { productsFamily } from './products/products.family.js';
import { promotionCodesFamily } from './promotion-codes/promotion-codes.family.js';
import { stripeCliFamily } from '../stripe-cli/stripe-cli.family.js';
import { stripeJsFamily } from '../stripe-js/stripe-js.family.js';
import { taxCodesFamily } from './tax-rates/tax-codes.js';
import { taxIdsFamily } from './tax-ids/tax-ids.family.js';
import { taxRatesFamily } from './tax-rates/tax-rates.family.js';
import { invoiceItemsFamily } from './invoice-items/invoice-items.family.js';
import { invoicesFamily } from './invoices/invoices.family.js';
import { billingPortalFamily } from './billing-portal/billing-portal.family.js';
import { checkoutFamily } from './checkout/checkout.family.js';
import { paymentLinksFamily } from './payment-links/payment-links.family.js';
import { creditNotesFamily } from './credit-notes/credit-notes.family.js';

/** Everything the emulator knows. A new family is one folder and one line here. */
export const families: readonly Family[] = [
  triggersFamily,
  accountsFamily,
  applicationFeesFamily,
  authenticationFamily,
  balanceFamily,
  cashBalanceFamily,
  chargesFamily,
  clientSessionsFamily,
  confirmationTokensFamily,
  countrySpecsFamily,
  creditGrantsFamily,
  customersFamily,
  disputesFamily,
  eventsFamily,
  filesFamily,
  mandatesFamily,
  metersFamily,
  paymentIntentsFamily,
  paymentMethodConfigurationsFamily,
  paymentMethodDomainsFamily,
  paymentMethodsFamily,
  payoutsFamily,
  quotesFamily,
  radarFamily,
  refundsFamily,
  setupIntentsFamily,
  shippingRatesFamily,
  stripeCliFamily,
  stripeJsFamily,
  sourcesFamily,
  tokensFamily,
  subscriptionSchedulesFamily,
  subscriptionsFamily,
  testClocksFamily,
  topupsFamily,
  transfersFamily,
  v2CoreFamily,
  webhookEndpointsFamily,
  couponsFamily,
  customerBalanceFamily,
  discountsFamily,
  pricesFamily,
  productsFamily,
  promotionCodesFamily,
  taxCodesFamily,
  taxIdsFamily,
  taxRatesFamily,
  invoiceItemsFamily,
  invoicesFamily,
  billingPortalFamily,
  // Last: they hear of payments after invoices and subscriptions have.
  checkoutFamily,
  paymentLinksFamily,
  creditNotesFamily,
];
