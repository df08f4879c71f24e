import type { Registry } from '../core/registry.js';

/** What the emulator covers, from the declarations themselves: resources, calls with their parameters, events. */
export function coverage(registry: Registry): object {
  return {
    families: registry.families.map((family) => ({
      name: family.name,
      resources: family.resources.map((resource) => ({
        object: resource.object,
        filters: Object.keys(resource.filters),
        expandable: Object.keys(resource.expandable),
      })),
      routes: family.routes.map((route) => ({
        method: route.method,
        path: route.path,
        permission: route.permission,
        publishable: route.publishable ?? null,
        params: Object.fromEntries(
          Object.entries(route.params.shape).map(([name, param]) => [name, param.documentation]),
        ),
      })),
      pages: (family.pages ?? []).map(({ method, path }) => ({ method, path })),
      events: family.events ?? [],
      triggers: Object.keys(family.triggers ?? {}),
    })),
  };
}
