import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';

export const createTestClockParams = paramsOf<Stripe.TestHelpers.TestClockCreateParams>()({
  customer: p.id(),
  frozen_time: p.timestamp().required(),
  name: p.string({ max: 300 }),
});

export const advanceTestClockParams = paramsOf<Stripe.TestHelpers.TestClockAdvanceParams>()({
  frozen_time: p.timestamp().required(),
});

export const listTestClocksParams = listParamsOf<Stripe.TestHelpers.TestClockListParams>()({});
