import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { createConfiguration, defaultConfiguration, updateConfiguration } from './configuration.js';
import { endPause } from './portal-pause.js';
import { createPortalSession } from './portal-session.js';
import {
  createConfigurationParams,
  createPortalSessionParams,
  listConfigurationsParams,
  updateConfigurationParams,
} from './portal.params.js';
import { portalPages } from './portal.pages.js';
import { portalConfigurations, portalSessions } from './portal.resource.js';

const permission = 'billing_portal_configuration';
const path = '/v1/billing_portal/configurations';

function example(ctx: Context): string {
  return createConfiguration(ctx, { features: { invoice_history: { enabled: true } } }).id;
}

export const billingPortalFamily = defineFamily({
  name: 'billing_portal',
  resources: [portalConfigurations, portalSessions],
  routes: [
    route({
      method: 'POST',
      path,
      permission,
      params: createConfigurationParams,
      handle: (ctx) => createConfiguration(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path,
      permission,
      params: listConfigurationsParams,
      handle: (ctx) => ctx.list(portalConfigurations),
    }),
    route({
      method: 'GET',
      path: `${path}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(portalConfigurations, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: `${path}/:id`,
      permission,
      params: updateConfigurationParams,
      handle: (ctx) => updateConfiguration(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/billing_portal/sessions',
      permission: 'billing_portal_session',
      params: createPortalSessionParams,
      handle: (ctx) => createPortalSession(ctx, ctx.params),
    }),
  ],
  actions: [endPause],
  pages: portalPages,
  events: [
    'billing_portal.configuration.created',
    'billing_portal.configuration.updated',
    'billing_portal.session.created',
  ],
  triggers: {
    'billing_portal.configuration.created': (ctx) => {
      example(ctx);
    },
    'billing_portal.configuration.updated': (ctx) => {
      updateConfiguration(ctx, example(ctx), { metadata: { foo: 'bar' } });
    },
    'billing_portal.session.created': (ctx) => {
      const customer = createCustomer(ctx, { description: '(created by the emulator)' });
      createPortalSession(ctx, { customer: customer.id });
    },
  },
  setup: (ctx) => {
    defaultConfiguration(ctx);
  },
});
