import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { p, paramsOf, type Infer } from '../../core/params.js';
import { defineResource } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';

const SECONDS_TO_LIVE = 1800;

const redisplay = p.array(p.enum(['always', 'limited', 'unspecified']));
const onOff = p.enum(['disabled', 'enabled']);
const plain = p.hash({ enabled: p.boolean().required() });

export const createCustomerSessionParams = paramsOf<Stripe.CustomerSessionCreateParams>()({
  components: p
    .hash({
      active_entitlements: plain,
      buy_button: plain,
      customer_portal: plain,
      customer_sheet: p.hash({
        enabled: p.boolean().required(),
        features: p.hash({ payment_method_allow_redisplay_filters: redisplay, payment_method_remove: onOff }),
      }),
      mobile_payment_element: p.hash({
        enabled: p.boolean().required(),
        features: p.hash({
          payment_method_allow_redisplay_filters: redisplay,
          payment_method_redisplay: onOff,
          payment_method_remove: onOff,
          payment_method_save: onOff,
          payment_method_save_allow_redisplay_override: p.enum(['always', 'limited', 'unspecified']),
        }),
      }),
      payment_element: p.hash({
        enabled: p.boolean().required(),
        features: p.hash({
          payment_method_allow_redisplay_filters: redisplay,
          payment_method_redisplay: onOff,
          payment_method_redisplay_limit: p.integer({ min: 1, max: 10 }),
          payment_method_remove: onOff,
          payment_method_save: onOff,
          payment_method_save_usage: p.enum(['off_session', 'on_session']),
        }),
      }),
      pricing_table: plain,
    })
    .required(),
  customer: p.id(),
  customer_account: p.id(),
});

type Params = Infer<typeof createCustomerSessionParams>;

/** Stripe gives it no id; its row needs one. */
export interface StoredCustomerSession extends Stripe.CustomerSession {
  readonly id: string;
}

/** Stripe.js looks it up by its client secret. */
export const customerSessions = defineResource<StoredCustomerSession>({
  object: 'customer_session',
  idPrefix: 'cuss',
  filters: { client_secret: (session) => session.client_secret, customer: (session) => session.customer as string },
  expandable: { customer: 'customer' },
  present: ({ id: _id, ...shown }) => shown as StoredCustomerSession,
});

/** @throws StripeError when no component is enabled */
export function createCustomerSession(ctx: Context, params: Params): StoredCustomerSession {
  const { components, customer } = params;
  if (customer === undefined) throw missingParam('customer');
  ctx.require(customers, customer, 'customer');
  if (!Object.values(components).some((component) => component.enabled))
    throw invalidRequest('You must enable at least one component.', { param: 'components' });
  return ctx.insert(customerSessions, {
    id: ctx.id(customerSessions.idPrefix),
    object: 'customer_session',
    client_secret: `cuss_secret_${ctx.secret(48)}`,
    components: componentsOf(components),
    created: ctx.now,
    customer,
    customer_account: params.customer_account ?? null,
    expires_at: ctx.now + SECONDS_TO_LIVE,
    livemode: false,
  });
}

function componentsOf(wishes: Params['components']): Stripe.CustomerSession.Components {
  const { customer_sheet: sheet, mobile_payment_element: mobile, payment_element: element } = wishes;
  const simple = (wish: { enabled: boolean } | undefined) => ({ enabled: wish?.enabled ?? false });
  return {
    active_entitlements: simple(wishes.active_entitlements),
    buy_button: simple(wishes.buy_button),
    customer_portal: simple(wishes.customer_portal),
    customer_sheet: {
      enabled: sheet?.enabled ?? false,
      features:
        sheet?.enabled === true
          ? {
              payment_method_allow_redisplay_filters: ['always'],
              payment_method_remove: 'disabled',
              ...sheet.features,
            }
          : null,
    },
    mobile_payment_element: {
      enabled: mobile?.enabled ?? false,
      features:
        mobile?.enabled === true
          ? {
              payment_method_allow_redisplay_filters: ['always'],
              payment_method_redisplay: 'disabled',
              payment_method_remove: 'disabled',
              payment_method_save: 'disabled',
              payment_method_save_allow_redisplay_override: null,
              ...mobile.features,
            }
          : null,
    },
    payment_element: {
      enabled: element?.enabled ?? false,
      features:
        element?.enabled === true
          ? {
              payment_method_allow_redisplay_filters: ['always'],
              payment_method_redisplay: 'disabled',
              payment_method_redisplay_limit: 3,
              payment_method_remove: 'disabled',
              payment_method_save: 'disabled',
              payment_method_save_usage: null,
              ...element.features,
            }
          : null,
    },
    pricing_table: simple(wishes.pricing_table),
  };
}
