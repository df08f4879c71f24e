import type { ApiDescription } from '@guildhall/http';

/** What this process calls itself, in logs and in its OpenAPI document. */
export const DESCRIPTION: ApiDescription = {
  name: 'seller-onboarding-api',
  title: 'Seller onboarding',
  description: 'Sellers sign up, connect their Stripe account, list products, and see their balance and payouts.',
};
