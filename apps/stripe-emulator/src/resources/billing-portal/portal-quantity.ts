import type Stripe from 'stripe';
import { invalidRequest } from '../../core/errors.js';
import { prices } from '../prices/price.resource.js';
import type { Visit } from './portal-visit.js';
import { portalConfigurations } from './portal.resource.js';

export interface QuantityLimits {
  readonly minimum: number;
  /** Null: as many as one likes. */
  readonly maximum: number | null;
}

/** Within what the customer may change how many they have of a price; null when they may not. */
export function quantityLimits({ ctx, session, features }: Visit, price: string): QuantityLimits | null {
  const { product } = ctx.require(prices, price);
  const { products } = ctx.hidden(portalConfigurations, session.configuration as string);
  const own = products.find((offered) => offered.product === product)?.adjustable_quantity;
  if (own?.enabled === true) return { minimum: own.minimum, maximum: own.maximum };
  const { default_allowed_updates: allowed } = features.subscription_update;
  return allowed.includes('quantity') ? { minimum: 1, maximum: null } : null;
}

/**
 * The quantity that a customer typed.
 * @returns undefined when they typed none, or may not
 * @throws StripeError for one that the configuration does not allow
 */
export function quantityTyped(
  visit: Visit,
  item: Stripe.SubscriptionItem | undefined,
  price: string,
  text: string,
): number | undefined {
  const limits = item === undefined ? null : quantityLimits(visit, price === '' ? item.price.id : price);
  if (limits === null || text === '') return undefined;
  const quantity = Number(text);
  const { minimum, maximum } = limits;
  if (Number.isInteger(quantity) && quantity >= minimum && quantity <= (maximum ?? Infinity)) return quantity;
  throw invalidRequest(
    maximum === null
      ? `The quantity must be at least ${minimum}.`
      : `The quantity must be between ${minimum} and ${maximum}.`,
    { param: 'quantity' },
  );
}
