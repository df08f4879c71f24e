import type { Family } from '../core/resource.js';
import { accountsFamily } from './accounts/accounts.family.js';
import { applicationFeesFamily } from './application-fees/application-fees.family.js';
import { authenticationFamily } from './authentication/authentication.family.js';
import { balanceFamily } from './balance/balance.family.js';
import { chargesFamily } from './charges/charges.family.js';
import { countrySpecsFamily } from './accounts/country-specs/country-specs.family.js';
import { tokensFamily } from './accounts/tokens/token.routes.js';
import { customersFamily } from './customers/customers.family.js';
import { eventsFamily } from './events/events.family.js';
import { mandatesFamily } from './mandates/mandate.resource.js';
import { paymentIntentsFamily } from './payment-intents/payment-intents.family.js';
import { paymentMethodsFamily } from './payment-methods/payment-method.routes.js';
import { payoutsFamily } from './payouts/payouts.family.js';
import { refundsFamily } from './refunds/refunds.family.js';
import { setupIntentsFamily } from './setup-intents/setup-intents.family.js';
import { topupsFamily } from './topups/topups.family.js';
import { transfersFamily } from './transfers/transfer.routes.js';
import { webhookEndpointsFamily } from './webhook-endpoints/webhook-endpoints.family.js';

/** Everything the emulator knows. A new family is one folder and one line here. */
export const families: readonly Family[] = [
  accountsFamily,
  applicationFeesFamily,
  authenticationFamily,
  balanceFamily,
  chargesFamily,
  countrySpecsFamily,
  customersFamily,
  eventsFamily,
  mandatesFamily,
  paymentIntentsFamily,
  paymentMethodsFamily,
  payoutsFamily,
  refundsFamily,
  setupIntentsFamily,
  tokensFamily,
  topupsFamily,
  transfersFamily,
  webhookEndpointsFamily,
];
