import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { DOMAIN_EVENT_TYPE, type DomainEventHandler, type DomainEventType } from './domain-event.js';
import { type Operation, STRIPE_OPERATION_KIND } from './operation.js';

export type AnyOperation = Operation<{ id: string }, Record<string, unknown>>;
export type AnySubscriber = DomainEventHandler<DomainEventType>;

/** Finds operations and subscribers among the providers of this process. Fails at boot when two claim one name. */
@Injectable()
export class OperationRegistry implements OnModuleInit {
  private readonly operations = new Map<string, AnyOperation>();
  private readonly subscribers = new Map<string, { type: DomainEventType; handler: AnySubscriber }>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !isObject(instance)) continue;
      const kind = this.reflector.get<string | undefined>(STRIPE_OPERATION_KIND, metatype);
      if (kind !== undefined) this.addOperation(kind, instance as unknown as AnyOperation);
      const type = this.reflector.get<DomainEventType | undefined>(DOMAIN_EVENT_TYPE, metatype);
      if (type !== undefined) this.addSubscriber(metatype.name, type, instance as unknown as AnySubscriber);
    }
  }

  operation(kind: string): AnyOperation | undefined {
    return this.operations.get(kind);
  }

  operationKinds(): string[] {
    return [...this.operations.keys()].sort();
  }

  subscriber(name: string): AnySubscriber | undefined {
    return this.subscribers.get(name)?.handler;
  }

  subscribersOf(type: string): string[] {
    return [...this.subscribers].filter(([, subscriber]) => subscriber.type === type).map(([name]) => name);
  }

  private addOperation(kind: string, operation: AnyOperation): void {
    const known = this.operations.get(kind);
    // One class may be a provider of several modules; two classes may not claim one kind.
    if (known !== undefined && known.constructor !== operation.constructor) {
      throw new Error(
        `${known.constructor.name} and ${operation.constructor.name} both claim to be the operation ${kind}`,
      );
    }
    this.operations.set(kind, operation);
  }

  private addSubscriber(name: string, type: DomainEventType, handler: AnySubscriber): void {
    const known = this.subscribers.get(name)?.handler;
    if (known !== undefined && known.constructor !== handler.constructor) {
      throw new Error(`two subscribers are called ${name}`);
    }
    this.subscribers.set(name, { type, handler });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
