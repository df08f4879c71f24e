import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { OnDomainEvent } from './domain-event.js';
import { OperationRegistry } from './operation-registry.js';
import { StripeOperation } from './operation.js';
import { AlsoCountsRefunds, CountsRefunds, CustomerOperation } from './spec-support/customer.operation.js';

async function registryOf(...providers: Type[]): Promise<OperationRegistry> {
  @Module({ imports: [DiscoveryModule], providers: [OperationRegistry, ...providers] })
  class RegistryApp {}
  const app = await NestFactory.createApplicationContext(RegistryApp, { logger: false, abortOnError: false });
  return app.get(OperationRegistry);
}

describe('OperationRegistry', () => {
  it('finds operations and subscribers by their decorators', async () => {
    const registry = await registryOf(CustomerOperation, CountsRefunds, AlsoCountsRefunds);
    expect(registry.operationKinds()).toEqual(['spec.customer']);
    expect(registry.operation('spec.customer')).toBeInstanceOf(CustomerOperation);
    expect(registry.subscribersOf('order.refunded')).toEqual(['CountsRefunds', 'AlsoCountsRefunds']);
    expect(registry.subscribersOf('order.paid')).toEqual([]);
  });

  it('lets no two classes claim one kind', async () => {
    @StripeOperation('spec.customer')
    class Impostor extends CustomerOperation {}
    await expect(registryOf(CustomerOperation, Impostor)).rejects.toThrow(/both claim/);
  });

  it('lets no two subscribers have one name', async () => {
    const Namesake = (() => {
      @OnDomainEvent('order.paid')
      class AlsoCountsRefunds {
        handle(): Promise<void> {
          return Promise.resolve();
        }
      }
      return AlsoCountsRefunds;
    })();
    await expect(registryOf(AlsoCountsRefunds, Namesake)).rejects.toThrow(/two subscribers/);
  });
});
