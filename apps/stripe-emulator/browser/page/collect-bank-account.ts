import { callApi, hashAt, merged, textAt, type Credentials, type Params } from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { requireSecret } from './confirm-by-type.js';
import { resultOf, type Result } from './results.js';

export interface BankAccountOptions {
  readonly clientSecret: string;
  readonly params: Params;
}

/**
 * `collectBankAccountForPayment` and `...ForSetup`. Where Stripe asks the payer to sign in to their bank, the emulator
 * links an account of a test institution at once.
 */
export async function collectBankAccount(
  credentials: Credentials,
  kind: 'Payment' | 'Setup',
  { clientSecret, params }: BankAccountOptions,
): Promise<Result> {
  const caller = `stripe.collectBankAccountFor${kind}`;
  const name = requireSecret(caller, clientSecret, kind);
  const details = hashAt(params, 'payment_method_data');
  if (textAt(params, 'payment_method_type') !== 'us_bank_account')
    throw new IntegrationError(`Invalid value for ${caller}: params.payment_method_type should be us_bank_account.`);
  if (textAt(hashAt(details, 'billing_details'), 'name') === undefined)
    throw new IntegrationError(`Missing value for ${caller}: params.payment_method_data.billing_details.name.`);
  const linked = {
    type: 'us_bank_account',
    us_bank_account: { account_holder_type: 'individual', financial_connections_account: 'fca_test_institution' },
  };
  return resultOf(
    await callApi(credentials, {
      method: 'POST',
      path: `${name.path}/link_account`,
      params: { client_secret: clientSecret, payment_method_data: merged(linked, details) },
    }),
  );
}
