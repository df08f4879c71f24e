import type Stripe from 'stripe';
import { defineResource } from '../core/resource.js';

export interface WebhookEndpointHidden {
  readonly secret: string;
  /** True: it gets the events of connected accounts; false: those of its own account. */
  readonly isConnect: boolean;
  /** For destinations of `/v2/core/event_destinations`, which share the delivery of webhook endpoints. */
  readonly destination?: {
    readonly name: string;
    readonly event_payload: 'snapshot' | 'thin';
    readonly events_from?: readonly string[];
    readonly snapshot_api_version?: string;
    /** Unix seconds. */
    readonly updated: number;
  };
}

export const webhookEndpoints = defineResource<Stripe.WebhookEndpoint, WebhookEndpointHidden>({
  object: 'webhook_endpoint',
  idPrefix: 'we',
  label: 'webhook endpoint',
  filters: { kind: (_endpoint, { destination }) => (destination === undefined ? 'endpoint' : 'destination') },
});
