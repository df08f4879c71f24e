import type Stripe from 'stripe';
import { defineResource } from '../core/resource.js';

export interface WebhookEndpointHidden {
  readonly secret: string;
  /** True: it gets the events of connected accounts; false: those of its own account. */
  readonly isConnect: boolean;
}

export const webhookEndpoints = defineResource<Stripe.WebhookEndpoint, WebhookEndpointHidden>({
  object: 'webhook_endpoint',
  idPrefix: 'we',
  label: 'webhook endpoint',
});
