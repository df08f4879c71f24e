/** An error as Stripe.js hands it to the page. */
export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** A mistake in the page's code, thrown rather than returned. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}

/** What is wrong with something the payer typed. */
export function validationError(code: string, message: string): StripeError {
  return { code, message, type: 'validation_error' };
}

export const CONNECTION_ERROR: StripeError = {
  type: 'api_connection_error',
  message:
    'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.',
};
