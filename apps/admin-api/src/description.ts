import type { ApiDescription } from '@guildhall/http';

/** What this process calls itself, in logs and in its OpenAPI document. */
export const DESCRIPTION: ApiDescription = {
  name: 'admin-api',
  title: 'Operations',
  description: 'Operators see sellers, orders, operations, webhook events, payouts, refunds and the books.',
};
