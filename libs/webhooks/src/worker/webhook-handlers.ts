import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { STRIPE_WEBHOOK_TYPES, type WebhookHandler } from '../webhook-handler.js';

/** Every `@StripeWebhookHandler` among the providers of this process, by event type. */
@Injectable()
export class WebhookHandlers {
  private byType: ReadonlyMap<string, readonly WebhookHandler[]> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @returns the handlers of a type in a stable order (by class name); none means that nobody wants the event */
  of(type: string): readonly WebhookHandler[] {
    this.byType ??= this.discover();
    return this.byType.get(type) ?? [];
  }

  private discover(): ReadonlyMap<string, readonly WebhookHandler[]> {
    const found = new Map<string, WebhookHandler[]>();
    const providers = this.discovery
      .getProviders()
      .filter(({ metatype }) => typeof metatype === 'function')
      .sort((one, other) => String(one.name).localeCompare(String(other.name)));
    for (const { instance, metatype } of providers) {
      const types = Reflect.getMetadata(STRIPE_WEBHOOK_TYPES, metatype as object) as readonly string[] | undefined;
      for (const type of types ?? []) {
        const handlers = found.get(type) ?? [];
        // A handler that two modules provide is still one handler.
        if (!handlers.some((known) => known.constructor === metatype)) handlers.push(instance as WebhookHandler);
        found.set(type, handlers);
      }
    }
    return found;
  }
}
