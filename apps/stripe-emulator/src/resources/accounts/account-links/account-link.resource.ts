import { defineResource } from '../../../core/resource.js';

/** A link to Stripe's hosted onboarding; its id is the secret in its address. The API shows it once, when it is made. */
export interface AccountLinkRow {
  readonly id: string;
  readonly object: '_account_link';
  readonly account: string;
  /** Unix seconds. */
  readonly created: number;
  readonly expiresAt: number;
  /** What the page asks for. */
  readonly fields: 'currently_due' | 'eventually_due';
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly isUsed: boolean;
}
export const accountLinks = defineResource<AccountLinkRow>({ object: '_account_link', idPrefix: '_alink' });

/** A browser's visit to hosted onboarding, opened by a link. */
export interface OnboardingSessionRow extends Pick<AccountLinkRow, 'account' | 'fields' | 'refreshUrl' | 'returnUrl'> {
  readonly id: string;
  readonly object: '_onboarding_session';
  readonly created: number;
  /** Unix seconds; moved on by each page view. */
  readonly expiresAt: number;
}
export const onboardingSessions = defineResource<OnboardingSessionRow>({
  object: '_onboarding_session',
  idPrefix: '_onb',
});
