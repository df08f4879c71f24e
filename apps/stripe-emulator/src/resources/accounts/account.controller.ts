import type Stripe from 'stripe';
import { invalidRequest } from '../../core/errors.js';
import type { CreateAccountParams } from './account.params.js';

type Controller = Stripe.Account.Controller;

const BY_TYPE: Readonly<Record<'custom' | 'express' | 'standard', Controller>> = {
  custom: {
    fees: { payer: 'application_custom' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'application',
    stripe_dashboard: { type: 'none' },
    type: 'application',
  },
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
};

/** Who answers for what: from `type`, or from `controller` (then the type is `none`). */
export function controllerOf(params: CreateAccountParams): { type: Stripe.Account.Type; controller: Controller } {
  const { type, controller } = params;
  if (type !== undefined && controller !== undefined)
    throw invalidRequest('You may only specify one of these parameters: type, controller.', {
      code: 'parameters_exclusive',
      param: 'controller',
    });
  if (controller === undefined) return { type: type ?? 'standard', controller: BY_TYPE[type ?? 'standard'] };
  const made = {
    fees: { payer: controller.fees?.payer ?? 'account' },
    is_controller: true,
    losses: { payments: controller.losses?.payments ?? 'stripe' },
    requirement_collection: controller.requirement_collection ?? 'stripe',
    stripe_dashboard: { type: controller.stripe_dashboard?.type ?? 'full' },
    type: 'application',
  } as const;
  checkCombination(made);
  return { type: 'none', controller: made };
}

function checkCombination(made: {
  readonly requirement_collection: string;
  readonly stripe_dashboard: { readonly type: string };
  readonly losses: { readonly payments: string };
  readonly fees: { readonly payer: string };
}): void {
  const refuse = (message: string, field: string): never => {
    throw invalidRequest(message, { param: `controller[${field}]` });
  };
  const isOwnCollection = made.requirement_collection === 'application';
  if (isOwnCollection && made.stripe_dashboard.type !== 'none')
    refuse(
      'When `controller[requirement_collection]` is `application`, `controller[stripe_dashboard][type]` must be `none`.',
      'stripe_dashboard',
    );
  if (isOwnCollection && made.losses.payments === 'stripe')
    refuse(
      'When `controller[requirement_collection]` is `application`, `controller[losses][payments]` must be `application`.',
      'losses',
    );
  if (
    made.stripe_dashboard.type === 'express' &&
    made.losses.payments === 'stripe' &&
    made.fees.payer === 'application'
  )
    refuse('When `controller[losses][payments]` is `stripe`, `controller[fees][payer]` must be `account`.', 'fees');
}
