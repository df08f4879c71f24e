import { p, paramsOf } from '../core/params.js';
import { defineFamily, route } from '../core/resource.js';
import { parseFilters } from './request-log-filter.js';

const sessionParams = paramsOf<object>()({
  device_name: p.string(),
  filters: p.string(),
  forward_connect_to_url: p.string(),
  forward_thin_connect_to_url: p.string(),
  forward_thin_to_url: p.string(),
  forward_to_url: p.string(),
  websocket_features: p.array(p.enum(['webhooks', 'v2_events', 'request_logs'])).required(),
});

/** What the Stripe CLI asks for beside the API: the connection of `stripe listen` and `stripe logs tail`. */
export const stripeCliFamily = defineFamily({
  name: 'stripe cli',
  resources: [],
  routes: [
    route({
      method: 'POST',
      path: '/v1/stripecli/sessions',
      permission: 'stripecli_session',
      params: sessionParams,
      handle: (ctx) =>
        ctx.engine.openCliSession(ctx, {
          features: ctx.params.websocket_features,
          filters: parseFilters(ctx.params.filters),
        }),
    }),
  ],
});
