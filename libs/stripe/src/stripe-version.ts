/** The API version of the SDK, of our code and of the webhook endpoints: one for all, checked at boot. */
export const STRIPE_API_VERSION = '2026-10-28.endive';
