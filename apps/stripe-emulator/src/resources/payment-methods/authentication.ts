import type { TestCard } from './card-behaviour.js';

export interface Presence {
  readonly isOffSession: boolean;
  /** Saved with authentication for later off-session use. */
  readonly isSetUp: boolean;
  /** `request_three_d_secure` of the intent. */
  readonly requested: string | null;
}

/** `challenge`: ask the holder; `refuse`: the issuer wants one and nobody is there to answer. */
export type AuthenticationNeed = 'none' | 'frictionless' | 'challenge' | 'refuse' | 'error' | 'lookup_failed';

/** What 3D Secure demands of a card in this situation. */
export function authenticationNeed(card: TestCard, { isOffSession, isSetUp, requested }: Presence): AuthenticationNeed {
  const isRequested = requested === 'any' || requested === 'challenge';
  switch (card.threeDSecure) {
    case 'required':
    case 'always':
      if (isOffSession) return 'refuse';
      return card.hasAuthenticationError === true ? 'lookup_failed' : 'challenge';
    case 'unless_set_up':
      if (!isOffSession) return 'challenge';
      return isSetUp ? 'none' : 'refuse';
    case 'set_up':
      return isOffSession ? 'none' : 'challenge';
    case 'optional':
      if (!isRequested || isOffSession) return 'none';
      return card.hasAuthenticationError === true ? 'error' : 'challenge';
    case 'always_frictionless':
      return isOffSession ? 'none' : 'frictionless';
    case 'unsupported':
      return 'none';
    default:
      return isRequested && !isOffSession ? 'frictionless' : 'none';
  }
}
