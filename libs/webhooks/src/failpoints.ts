/** Every place where a crash test kills the process, in the order in which one event passes them. */
export const WEBHOOK_FAILPOINTS = [
  'webhooks:before-insert',
  'webhooks:after-insert',
  'webhooks:after-claim',
  'webhooks:after-prepare',
  'webhooks:after-apply',
  'webhooks:before-commit',
  'webhooks:after-commit',
] as const;
