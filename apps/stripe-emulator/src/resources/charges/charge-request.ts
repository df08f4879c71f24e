import type Stripe from 'stripe';
import type { TestCard } from '../payment-methods/card-behaviour.js';

/** How the holder's authentication went, for the charge's details. */
export type Authentication = 'none' | 'challenged' | 'frictionless' | 'attempted' | 'failed' | 'error';

/** Features of an authorization that the integration asked for; the test cards allow all of them. */
export interface AuthorizationFeatures {
  readonly extends: boolean;
  readonly increments: boolean;
  readonly capturesTwice: boolean;
  readonly overcaptures: boolean;
}

/** One attempt to take money, whoever asked for it (an intent, a legacy charge). */
export interface ChargeRequest {
  readonly amount: number;
  readonly currency: string;
  readonly method: Stripe.PaymentMethod;
  readonly card: TestCard | null;
  readonly intent: string | null;
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly receiptEmail: string | null;
  readonly shipping: Stripe.Charge.Shipping | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly onBehalfOf: string | null;
  readonly transferData: {
    readonly destination: string;
    readonly amount: number | null;
    readonly description: string | null;
    readonly metadata: Record<string, string>;
    readonly paymentDescription: string | null;
    readonly paymentMetadata: Record<string, string>;
  } | null;
  readonly transferGroup: string | null;
  readonly applicationFeeAmount: number | null;
  readonly captures: boolean;
  readonly authentication: Authentication;
  readonly mandate: string | null;
  readonly cvcGiven: boolean;
  /** What an authorization is to allow later, if the card does. */
  readonly allows?: AuthorizationFeatures;
}
