import { balanceTransactions } from './book.js';
import { events } from './events.js';
import { Router } from './http/router.js';
import { internalResources } from './internal-resources.js';
import type { Action, EventType, Family, Reaction, Resource, Route, Trigger, TriggerType } from './resource.js';
import { thinEvents } from './thin-events.js';

/** Everything the families declare, by name. */
export class Registry {
  readonly resources = new Map<string, Resource>();
  readonly actions = new Map<string, Action<never>>();
  readonly triggers = new Map<TriggerType, Trigger>();
  readonly router = new Router<Route>();
  /** In the order of the families. */
  readonly reactions = new Map<EventType, Reaction[]>();

  constructor(readonly families: readonly Family[]) {
    for (const resource of [events, thinEvents, balanceTransactions, ...internalResources])
      this.resources.set(resource.object, resource);
    for (const family of families) {
      for (const resource of family.resources) this.addResource(resource, family.name);
      for (const route of family.routes) this.router.add(route.method, route.path, route);
      for (const action of family.actions ?? []) {
        if (this.actions.has(action.name)) throw new Error(`two families declare the action ${action.name}`);
        this.actions.set(action.name, action);
      }
      for (const [type, trigger] of Object.entries(family.triggers ?? {}))
        this.triggers.set(type as TriggerType, trigger);
      for (const [type, reaction] of Object.entries(family.reactions ?? {}))
        this.reactions.set(type as EventType, [...(this.reactions.get(type as EventType) ?? []), reaction]);
    }
  }

  private addResource(resource: Resource, family: string): void {
    const known = this.resources.get(resource.object);
    if (known !== undefined && known !== resource) throw new Error(`${family} declares ${resource.object} again`);
    this.resources.set(resource.object, resource);
  }
}
