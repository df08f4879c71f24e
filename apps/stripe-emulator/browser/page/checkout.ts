import type { Credentials, Params } from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { CheckoutSession } from './checkout-session.js';
import type { Element } from './element.js';
import type { Elements } from './elements.js';
import { Emitter, type Listener } from './emitter.js';

export interface CheckoutOptions {
  readonly clientSecret?: string | Promise<string>;
  readonly fetchClientSecret?: () => Promise<string>;
  readonly elementsOptions?: Params;
  readonly defaultValues?: Params;
}

/** A Checkout Session whose page the shop builds itself, of elements. */
export class Checkout {
  private readonly emitter = new Emitter();
  private readonly elements: Elements;
  private readonly state: CheckoutSession;

  constructor(credentials: Credentials, options: CheckoutOptions) {
    const { clientSecret, fetchClientSecret, elementsOptions = {}, defaultValues = {} } = options;
    const given = clientSecret ?? fetchClientSecret?.();
    if (given === undefined) throw new IntegrationError('The client secret of a Checkout Session is needed.');
    this.state = new CheckoutSession(
      credentials,
      Promise.resolve(given),
      { elementsOptions, defaultValues },
      (session) => {
        this.emitter.emit('change', session);
      },
    );
    this.elements = this.state.elements;
  }

  on(event: 'change', listener: Listener): void {
    this.emitter.on(event, listener);
  }

  changeAppearance(appearance: Params): void {
    void this.elements.update({ appearance });
  }

  loadFonts(fonts: Params): void {
    void this.elements.update({ fonts });
  }

  createPaymentElement(options: Params = {}): Element {
    return this.elements.create('payment', options);
  }

  createBillingAddressElement(options: Params = {}): Element {
    return this.elements.create('address', { ...options, mode: 'billing' });
  }

  createShippingAddressElement(options: Params = {}): Element {
    return this.elements.create('address', { ...options, mode: 'shipping' });
  }

  createExpressCheckoutElement(options: Params = {}): Element {
    return this.elements.create('expressCheckout', options);
  }

  createContactDetailsElement(): Element {
    return this.elements.create('contactDetails');
  }

  getPaymentElement(): Element | null {
    return this.elements.getElement('payment');
  }

  getExpressCheckoutElement(): Element | null {
    return this.elements.getElement('expressCheckout');
  }

  getContactDetailsElement(): Element | null {
    return this.elements.getElement('contactDetails');
  }

  getBillingAddressElement(): Element | null {
    return this.elements.getAddress('billing');
  }

  getShippingAddressElement(): Element | null {
    return this.elements.getAddress('shipping');
  }

  /** As before there was `loadActions`: the session is there, and what can be done with it is here. */
  async loaded() {
    await this.state.load();
    const { actions } = this.state;
    const createElement = (type: string, options: Params = {}) => this.elements.create(type, options);
    return Object.assign(this, actions, { session: actions.getSession, createElement });
  }

  /** Reads the session. What can be done with it comes with the answer. */
  async loadActions() {
    try {
      await this.state.load();
    } catch (error) {
      const { message } = error as Error;
      return { type: 'error' as const, error: { message, code: null } };
    }
    return { type: 'success' as const, actions: this.state.actions };
  }
}
