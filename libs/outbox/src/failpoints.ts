/** Every place of the outbox where a crash test kills the process, in the order in which one operation passes them. */
export const OUTBOX_FAILPOINTS = [
  'outbox:before-commit',
  'outbox:after-commit',
  'outbox:after-claim',
  'outbox:after-look-up',
  'outbox:after-fresh-key',
  'outbox:before-call',
  'outbox:after-call',
  'outbox:before-result-commit',
  'outbox:after-result-commit',
  'outbox:before-event-commit',
] as const;
