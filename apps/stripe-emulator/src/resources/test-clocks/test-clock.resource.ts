import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export interface TestClockHidden {
  /** Where the clock stands: its frozen time, or on its way to the target the time of what happens now. */
  readonly time: number;
}

export const testClocks = defineResource<Stripe.TestHelpers.TestClock, TestClockHidden>({
  object: 'test_helpers.test_clock',
  idPrefix: 'clock',
  label: 'test_clock',
});
