import { defineResource, type JsonArgs } from './resource.js';

/** The core's own rows: journalled, restored and rolled back like any other, and never shown by the API. */

/** What is planned. */
export interface ScheduledAction {
  readonly id: string;
  readonly object: '_scheduled';
  /** Unix seconds. */
  readonly at: number;
  readonly action: string;
  readonly args: JsonArgs;
  readonly platform: string;
  /** Id of the test clock by whose time it runs; null for the emulator's. */
  readonly timeline: string | null;
}
export const scheduledActions = defineResource<ScheduledAction>({ object: '_scheduled', idPrefix: '_sched' });

/** An answer kept under an idempotency key. */
export interface IdempotentAnswer {
  /** `account|key` */
  readonly id: string;
  readonly object: '_idempotency';
  /** Unix seconds. */
  readonly created: number;
  readonly fingerprint: string;
  readonly requestId: string;
  readonly status: number;
  /** What was answered, before JSON; shared with the store where it is a stored object. */
  readonly body: object;
}
export const idempotentAnswers = defineResource<IdempotentAnswer>({ object: '_idempotency', idPrefix: '_idem' });

/** One event on its way to one endpoint. The row goes when it has arrived or was given up. */
export interface Delivery {
  readonly id: string;
  readonly object: '_delivery';
  readonly created: number;
  readonly event: string;
  readonly endpoint: string;
  readonly attempts: number;
  /** Milliseconds on the emulator's clock. */
  readonly nextAtMs: number;
}
export const deliveries = defineResource<Delivery>({
  object: '_delivery',
  idPrefix: '_dlv',
  filters: { event: (delivery) => delivery.event, endpoint: (delivery) => delivery.endpoint },
});

export interface ClockRow {
  readonly id: '_clock';
  readonly object: '_clock';
  readonly offsetMs: number;
  readonly frozenAtMs: number | null;
}
export const clockRows = defineResource<ClockRow>({ object: '_clock', idPrefix: '_clock' });

/** A platform account that has been set up. */
export interface PlatformRow {
  readonly id: string;
  readonly object: '_platform';
  readonly account: string;
  readonly country: string;
  readonly isDefault: boolean;
}
export const platformRows = defineResource<PlatformRow>({ object: '_platform', idPrefix: '_platform' });

/** A key that an account got beside the well-known ones, such as the access token of an OAuth connection. */
export interface GrantedKey {
  /** `_key/sk_test_...` */
  readonly id: string;
  readonly object: '_granted_key';
  readonly account: string;
  readonly platform: string;
  readonly isReadOnly: boolean;
}
export const grantedKeys = defineResource<GrantedKey>({ object: '_granted_key', idPrefix: '_key' });

export const internalResources = [
  grantedKeys,
  scheduledActions,
  idempotentAnswers,
  deliveries,
  clockRows,
  platformRows,
];

/** Whose rows the core's own are. */
export const CORE = '_core';
