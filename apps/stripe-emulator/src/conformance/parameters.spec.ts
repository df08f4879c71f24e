import { EVENT_TYPES } from '../webhooks/event-types.js';
import { families } from '../resources/index.js';
import { loadContract } from './contract.js';
import { parameterGaps } from './parameters.js';
import { addressOf, isCovered } from './scope.js';

const contract = loadContract();
const routes = new Map(
  families.flatMap((family) => family.routes.map((route) => [addressOf(route.method, route.path), route] as const)),
);
const calls = contract.calls.filter((call) => isCovered(call.path));

/** Where the emulator is stricter than the SDK's types, because Stripe is. */
const STRICTER = [
  'allowed_payment_method_types[]: refuses', // methods in private previews, which no account has
  'POST /v1/charges amount: optional in the SDK',
  'POST /v1/charges currency: optional in the SDK',
  'mandate_data[customer_acceptance]: optional in the SDK',
];

describe('what the SDK can call', () => {
  it('takes every type of event that an endpoint may ask for, and no other', () => {
    const { enum: types = [] } =
      contract.definitions['WebhookEndpoints#WebhookEndpointCreateParams.EnabledEvent'] ?? {};
    expect(['*', ...EVENT_TYPES].sort()).toEqual([...types].sort());
  });

  it('has every call of the resources in scope', () => {
    const missing = calls.map((call) => addressOf(call.method, call.path)).filter((address) => !routes.has(address));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('takes every parameter that the SDK types', () => {
    const gaps = calls.flatMap(({ method, path, params }) => {
      const route = routes.get(addressOf(method, path));
      if (route === undefined || params === null) return [];
      const declared = Object.fromEntries(
        Object.entries(route.params.shape).map(([name, param]) => [name, param.documentation]),
      );
      return parameterGaps(declared, params, contract.definitions).map((gap) => `${method} ${path} ${gap}`);
    });
    expect(gaps.filter((gap) => !STRICTER.some((known) => gap.includes(known)))).toEqual([]);
  });
});
