import type { ApiDescription } from '@guildhall/http';

/** What this process calls itself, in logs and in its OpenAPI document. */
export const DESCRIPTION: ApiDescription = {
  name: 'buyer-checkout-api',
  title: 'Buyer checkout',
  description: 'Buyers browse the catalogue, order from many sellers at once, pay, and keep payment methods.',
};
