import type { ApiAnswer, ApiCall, Credentials, Params } from './api-client.js';
import type { ElementType } from './element-types.js';
import type { StripeError } from './errors.js';

/** What an element looks like and asks for: the options of the group and of the element, merged as they change. */
export interface FrameSettings {
  readonly element: ElementType;
  readonly options: Params;
  readonly appearance: Params;
  /** Payment methods on offer, best first. */
  readonly methods: readonly string[];
  /** Fields of the billing details that a method cannot do without: `name`, `email`, `country`. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly savedMethods: readonly SavedMethod[];
  readonly mode: 'payment' | 'setup' | 'subscription' | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly businessName: string;
  /** Country of the account, which is the first choice in lists of countries. */
  readonly country: string;
  readonly savesForLater: boolean;
}

export interface SavedMethod {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly method: Params;
}

/** The first message to a frame. It brings the port over which everything else goes. */
export interface Connect {
  readonly type: 'stripe-emulator:connect';
  readonly credentials: Credentials;
  /** Frames of one group of elements know each other by it: a card number asks its siblings for date and code. */
  readonly group: string;
  readonly settings: FrameSettings;
}

/** To a frame. `id` asks for an answer. */
export type ToFrame =
  | { readonly type: 'settings'; readonly settings: FrameSettings }
  | { readonly type: 'focus' | 'blur' | 'clear' | 'collapse' }
  | { readonly type: 'submit'; readonly id: number }
  | { readonly type: 'call'; readonly id: number; readonly call: FrameCall };

/** A call of the API to which the frame adds what was typed into it. */
export interface FrameCall extends ApiCall {
  /** Where in the parameters it goes, e.g. `payment_method_data`; '' for the top. */
  readonly into: string;
  /** How: as a payment method, as a card token, or a security code alone. */
  readonly as: 'payment_method' | 'card_token' | 'cvc';
  /** How many other frames hold parts of the same card. */
  readonly siblings: number;
}

/** What a frame says when the form is to be sent. */
export interface Submission {
  readonly error?: StripeError;
  /** The payment method that is chosen, e.g. `card`. */
  readonly selectedPaymentMethod?: string;
}

/** From a frame. */
export type FromFrame =
  | { readonly type: 'ready' | 'focus' | 'blur' | 'escape' | 'enter' }
  | { readonly type: 'change'; readonly event: Params }
  | { readonly type: 'height'; readonly pixels: number }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ApiAnswer | Submission };
