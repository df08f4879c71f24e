import type Stripe from 'stripe';
import { defineResource } from '../../../core/resource.js';
import { NO_REQUIREMENTS, type CapabilityState } from '../account.resource.js';

/** Capabilities are views of their account and have no rows of their own: their ids are unique per account only. */
export const capabilities = defineResource<Stripe.Capability>({
  object: 'capability',
  idPrefix: 'capability',
  hasClientIds: true,
  expandable: { account: 'account' },
});

const NEVER_REQUESTED: CapabilityState = {
  requested: false,
  requestedAt: null,
  activatedAt: null,
  override: null,
  status: 'unrequested',
  requirements: NO_REQUIREMENTS,
};

/** The state a capability starts from when it is requested. */
export function requestedState(before: CapabilityState | undefined, requested: boolean, now: number): CapabilityState {
  const state = before ?? NEVER_REQUESTED;
  if (state.requested === requested) return state;
  return {
    ...state,
    requested,
    requestedAt: requested ? now : null,
    activatedAt: requested ? state.activatedAt : null,
  };
}

/** The API's object. */
export function capabilityObject(account: string, name: string, state = NEVER_REQUESTED): Stripe.Capability {
  return {
    id: name,
    object: 'capability',
    account,
    future_requirements: NO_REQUIREMENTS,
    requested: state.requested,
    requested_at: state.requestedAt,
    requirements: state.requirements,
    status: state.status,
  };
}
