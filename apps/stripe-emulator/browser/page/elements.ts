import { hashAt, isHash, merged, textAt, type Credentials, type Params } from '../shared/api-client.js';
import { ELEMENT_TYPES, REPEATABLE, type ElementType } from '../shared/element-types.js';
import { IntegrationError } from '../shared/errors.js';
import { randomId } from '../shared/random-id.js';
import type { FrameSettings, Submission } from '../shared/protocol.js';
import { Element } from './element.js';
import { loadSession, type Session } from './session.js';

const UPDATABLE_WITH_INTENT = ['locale', 'appearance', 'fonts'];

/** A group of elements that belong to one payment: with an intent (`clientSecret`) or before there is one (`mode`). */
export class Elements {
  readonly id = randomId();
  private readonly elements: Element[] = [];
  private session: Promise<Session> | null = null;
  private submitted: Submission | null = null;

  constructor(
    readonly credentials: Credentials,
    private options: Params,
    /** Where what a Payment Element must know comes from; an intent or what is said of one to come, usually. */
    private readonly load: ((options: Params) => Promise<Session>) | null = null,
  ) {
    assertOptions(options);
  }

  get clientSecret(): string | undefined {
    return textAt(this.options, 'clientSecret');
  }

  /** An intent comes later: the page creates it once `submit` has said that the form is fine. */
  get isDeferred(): boolean {
    return textAt(this.options, 'mode') !== undefined;
  }

  get mode(): string | undefined {
    return textAt(this.options, 'mode');
  }

  get setupFutureUsage(): string | undefined {
    return textAt(this.options, 'setupFutureUsage') ?? textAt(this.options, 'setup_future_usage');
  }

  create(type: string, options: Params = {}): Element {
    const known = ELEMENT_TYPES.find((name) => name === type);
    if (known === undefined)
      throw new IntegrationError(
        `A valid Element name must be provided. Valid Elements are:\n  ${ELEMENT_TYPES.join(', ')}; you passed: ${type}.`,
      );
    if (!REPEATABLE.includes(known) && this.getElement(known) !== null)
      throw new IntegrationError(`Can only create one Element of type ${known}.`);
    if (known === 'payment' && this.clientSecret === undefined && !this.isDeferred && this.load === null)
      throw new IntegrationError(
        'In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.',
      );
    const element = new Element(this, known, options);
    this.elements.push(element);
    if (element.mode === 'billing') this.getElement('payment')?.refresh();
    return element;
  }

  getElement(type: unknown): Element | null {
    const name = typeof type === 'string' ? type : (type as { __elementType?: string } | null)?.__elementType;
    return this.elements.find(({ elementType }) => elementType === name) ?? null;
  }

  /** The address element of a purpose. */
  getAddress(mode: 'billing' | 'shipping'): Element | null {
    return this.elements.find((element) => element.elementType === 'address' && element.mode === mode) ?? null;
  }

  update(options: Params): Promise<void> {
    if (!this.isDeferred && this.load === null)
      for (const name of Object.keys(options))
        if (!UPDATABLE_WITH_INTENT.includes(name))
          console.warn(`Stripe.js: elements.update(): ${name} cannot be changed when a clientSecret was given.`);
    this.options = { ...this.options, ...options };
    this.session = null;
    for (const element of this.elements) element.refresh();
    return Promise.resolve();
  }

  /** Reads the intent again: its amount may have changed. */
  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    this.session = null;
    try {
      await this.requireSession();
    } catch (error) {
      return { error: { message: error instanceof Error ? error.message : String(error) } };
    }
    for (const element of this.elements) element.refresh();
    return {};
  }

  /** Checks the form and shows what is wrong with it. */
  async submit(): Promise<Submission> {
    const found: Submission[] = [];
    for (const element of this.mounted) found.push(await element.submit());
    const error = found.find((submission) => submission.error !== undefined)?.error;
    if (error !== undefined) return { error };
    const selected = found.find((submission) => submission.selectedPaymentMethod !== undefined);
    this.submitted = selected ?? {};
    return this.submitted;
  }

  /** @throws IntegrationError when the page has not asked `submit` since the form changed */
  assertSubmitted(caller: string): void {
    if (this.isDeferred && this.submitted === null)
      throw new IntegrationError(
        `Before calling ${caller}, call elements.submit() to validate the form and collect any data required for wallets.`,
      );
  }

  /** @returns the element that holds the payment method: the Payment Element, or the card of old */
  payment(): Element {
    const element = this.getElement('payment') ?? this.getElement('card') ?? this.getElement('cardNumber');
    if (element === null || !element.isMounted)
      throw new IntegrationError(
        'Invalid value for elements: it should have a mounted Payment Element or Express Checkout Element.',
      );
    return element;
  }

  /** Billing details that other elements of the group know: an address, an e-mail address. */
  otherDetails(): { billing: Params; shipping: Params | undefined } {
    const email = textAt(hashAt(this.changeOf('linkAuthentication'), 'value'), 'email');
    const address = this.elements.find(({ elementType, isMounted }) => elementType === 'address' && isMounted);
    const value = hashAt(address?.change ?? {}, 'value');
    const { name, phone } = value;
    const contact: Params = { name, phone, address: hashAt(value, 'address') };
    const isShipping = address?.mode === 'shipping';
    const hasAddress = address !== undefined && name !== undefined;
    return {
      billing: merged({ email }, hasAddress && !isShipping ? contact : {}),
      shipping: hasAddress && isShipping ? contact : undefined,
    };
  }

  /** How many other frames hold parts of the card whose number an element holds. */
  siblingsOf(element: Element): number {
    if (element.elementType !== 'cardNumber') return 0;
    return this.mounted.filter(({ elementType }) => elementType === 'cardExpiry' || elementType === 'cardCvc').length;
  }

  async settingsFor(element: ElementType, options: Params): Promise<FrameSettings> {
    // An address may be asked for without any payment.
    const needsSession = element === 'payment' || (element === 'address' && this.isAboutPayment);
    const session = needsSession ? await this.requireSession() : null;
    const { mode } = this;
    const amount = this.options['amount'];
    const setup = this.setupFutureUsage ?? (mode === 'setup' || mode === 'subscription' ? 'off_session' : undefined);
    return {
      element,
      options:
        element === 'payment' && this.getAddress('billing') !== null
          ? merged(plain(options), NO_ADDRESS)
          : plain(options),
      appearance: plain(hashAt(this.options, 'appearance')),
      methods: session?.methods ?? [],
      needs: session?.needs ?? {},
      savedMethods: session?.savedMethods ?? [],
      mode: mode === 'payment' || mode === 'setup' || mode === 'subscription' ? mode : (session?.mode ?? null),
      amount: typeof amount === 'number' ? amount : null,
      currency: textAt(this.options, 'currency') ?? null,
      businessName: textAt(hashAt(options, 'business'), 'name') ?? session?.businessName ?? 'this business',
      country: session?.country ?? 'US',
      savesForLater: setup !== undefined || session?.savesForLater === true,
    };
  }

  noticeChange(): void {
    this.submitted = null;
  }

  forget(element: Element): void {
    const at = this.elements.indexOf(element);
    if (at !== -1) this.elements.splice(at, 1);
  }

  private get mounted(): readonly Element[] {
    return this.elements.filter(({ isMounted }) => isMounted);
  }

  private changeOf(type: ElementType): Params {
    return this.getElement(type)?.change ?? {};
  }

  /** Whether `elements()` was told what is to be paid or saved. */
  private get isAboutPayment(): boolean {
    return this.load !== null || this.clientSecret !== undefined || this.isDeferred;
  }

  private requireSession(): Promise<Session> {
    this.session ??= this.load?.(this.options) ?? loadSession(this.credentials, this.options);
    return this.session;
  }
}

/** A Billing Address Element beside it asks for the address: the Payment Element does not. */
const NO_ADDRESS: Params = { fields: { billingDetails: { address: 'never' } } };

const CLIENT_SECRET = /^(pi|seti)_\w+_secret_\w+$/;

function assertOptions(options: Params): void {
  const secret = options['clientSecret'];
  if (secret !== undefined && (typeof secret !== 'string' || !CLIENT_SECRET.test(secret)))
    throw new IntegrationError(
      `Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${JSON.stringify(secret)}.`,
    );
  const mode = options['mode'];
  if (mode === undefined || mode === null) return;
  if (mode !== 'payment' && mode !== 'setup' && mode !== 'subscription')
    throw new IntegrationError(
      `Invalid value for elements(): mode should be one of the following strings: payment, setup, subscription. You specified: ${JSON.stringify(mode)}.`,
    );
  if (mode === 'setup') return;
  if (typeof options['amount'] !== 'number')
    throw new IntegrationError(`Invalid value for elements(): amount should be a number when mode is ${mode}.`);
  if (typeof options['currency'] !== 'string')
    throw new IntegrationError(`Invalid value for elements(): currency should be a string when mode is ${mode}.`);
}

/** Options as data: functions and nodes stay on the page. */
function plain(options: Params): Params {
  const copy = JSON.parse(JSON.stringify(options)) as unknown;
  return isHash(copy) ? copy : {};
}
