import {
  callApi,
  hashAt,
  merged,
  textAt,
  type ApiAnswer,
  type Credentials,
  type Params,
} from '../shared/api-client.js';
import { IntegrationError, type StripeError } from '../shared/errors.js';
import { showChallenge } from './challenge-overlay.js';
import { Elements } from './elements.js';
import { leaveFor } from './next-action.js';
import type { Session } from './session.js';

interface ConfirmArguments {
  readonly returnUrl?: string;
  readonly redirect?: 'always' | 'if_required';
  readonly paymentMethod?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly billingAddress?: Params;
  readonly shippingAddress?: Params;
}

interface ActionError {
  readonly message: string;
  readonly code: string | null;
  readonly [detail: string]: unknown;
}
type ActionResult =
  { readonly type: 'success'; readonly session: Params } | { readonly type: 'error'; readonly error: ActionError };

const succeeded = (session: Params): ActionResult => ({ type: 'success', session });
const failed = (message: string, code: string | null = null, details: object = {}): ActionResult => ({
  type: 'error',
  error: { message, code, ...details },
});

/** A Checkout Session as the page sees it, and what can be done with it. */
export class CheckoutSession {
  private page: Params | null = null;
  private pending: Promise<Params> | null = null;
  readonly elements: Elements;
  private collected: Params;

  /**
   * @param options `defaultValues`: what the payer told the shop's own inputs; the session gets it with the confirmation
   * @param onChange hears of each new state
   */
  constructor(
    private readonly credentials: Credentials,
    private readonly secret: Promise<string>,
    { elementsOptions, defaultValues }: { readonly elementsOptions: Params; readonly defaultValues: Params },
    private readonly onChange: (session: Params) => void,
  ) {
    this.collected = defaultValues;
    this.elements = new Elements(credentials, elementsOptions, () => this.elementsSession());
  }

  readonly actions = {
    getSession: (): Params => this.session,
    applyPromotionCode: (code: string) => this.update({ promotion_code: code }, 'invalidCode'),
    removePromotionCode: () => this.update({ promotion_code: null }),
    updateLineItemQuantity: ({ lineItem, quantity }: { lineItem: string; quantity: number }) =>
      this.update({ line_item: { id: lineItem, quantity } }),
    updateShippingOption: (option: string) => this.update({ shipping_rate: option }),
    updateEmail: (email: string | null) =>
      email !== null && !/^\S+@\S+\.\S+$/.test(email)
        ? Promise.resolve(failed('Your email address is invalid.', 'invalidEmail'))
        : this.collect({ email }),
    updatePhoneNumber: (phoneNumber: string | null) => this.collect({ phoneNumber }),
    updateBillingAddress: (billingAddress: Params | null) => this.collect({ billingAddress }),
    updateShippingAddress: (shippingAddress: Params | null) => this.collect({ shippingAddress }),
    runServerUpdate: async (change: () => Promise<unknown>) => {
      try {
        await change();
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
      return this.taken(await this.call('GET', '', {}));
    },
    validateElements: async () => {
      const { error } = await this.elements.submit();
      return error === undefined ? succeeded(this.session) : failed(error.message, 'validation_error');
    },
    confirm: (options: ConfirmArguments = {}) => this.confirm(options),
  };

  private async confirm(options: ConfirmArguments): Promise<ActionResult> {
    const { redirect = 'always', paymentMethod, ...told } = options;
    const element = paymentMethod === undefined ? this.elements.getElement('payment') : null;
    if (element !== null) {
      const { error } = await this.elements.submit();
      if (error !== undefined) return failed(error.message);
    }
    const params = this.confirmation(merged(this.collected, told), paymentMethod);
    const path = `${await this.path()}/confirm`;
    const call = { method: 'POST', path, params: { ...params, client_secret: await this.secret } } as const;
    const answer =
      element === null
        ? await callApi(this.credentials, call)
        : await (
            await element.requireLink()
          ).call({ ...call, into: 'payment_method_data', as: 'payment_method', siblings: 0 });
    if (answer.error !== undefined) return refused(answer.error);
    const after = await this.passChallenge(answer.object as unknown as Params);
    const status = textAt(hashAt(this.session, 'status'), 'type');
    if (after.type === 'error' || status !== 'complete') return after;
    const returnUrl = options.returnUrl ?? textAt(this.page ?? {}, 'return_url');
    return redirect === 'if_required' || returnUrl === undefined ? after : leaveFor(returnUrl);
  }

  private confirmation(told: Params, paymentMethod: string | undefined): Params {
    const { billing, shipping } = this.elements.otherDetails();
    const own = hashAt(told, 'billingAddress');
    const delivery = shipping ?? hashAt(told, 'shippingAddress');
    const details = merged(billing, own, {
      email: told['email'] ?? undefined,
      phone: told['phoneNumber'] ?? undefined,
    });
    return {
      ...(paymentMethod === undefined
        ? { payment_method_data: { billing_details: details } }
        : { payment_method: paymentMethod }),
      billing_details: details,
      ...(textAt(delivery, 'name') === undefined ? {} : { shipping: delivery }),
    };
  }

  /** A card's challenge is shown over the page; to a bank's page one goes. */
  private async passChallenge(page: Params): Promise<ActionResult> {
    const next = textAt(page, 'next');
    if (next === undefined) return this.taken({ object: page as never });
    const isCard = textAt(hashAt(this.elements.getElement('payment')?.change ?? {}, 'value'), 'type') === 'card';
    if (!isCard) return leaveFor(next);
    await showChallenge(this.credentials.url, next);
    const result = this.taken(await this.call('GET', '', {}));
    const status = textAt(hashAt(this.session, 'status'), 'type');
    if (status === 'complete') return result;
    const message = textAt(hashAt(this.session, 'lastPaymentError'), 'message');
    return failed(message ?? 'The payment was not completed.', 'paymentFailed', {
      paymentFailed: { declineCode: null },
    });
  }

  private get session(): Params {
    if (this.page === null) throw new IntegrationError('Call loadActions() first.');
    return merged(hashAt(this.page, 'session'), this.collected);
  }

  private collect(values: Params): Promise<ActionResult> {
    this.collected = { ...this.collected, ...values };
    this.onChange(this.session);
    return Promise.resolve(succeeded(this.session));
  }

  private async update(params: Params, code: string | null = null): Promise<ActionResult> {
    return this.taken(await this.call('POST', '', params), code);
  }

  private taken(answer: ApiAnswer, code: string | null = null): ActionResult {
    if (answer.error !== undefined) return failed(answer.error.message, code);
    this.page = answer.object as unknown as Params;
    this.onChange(this.session);
    return succeeded(this.session);
  }

  load(): Promise<Params> {
    this.pending ??= this.call('GET', '', {}).then((answer) => {
      if (answer.error !== undefined) throw new Error(answer.error.message);
      this.page = answer.object as unknown as Params;
      return this.page;
    });
    return this.pending;
  }

  private async call(method: 'GET' | 'POST', verb: string, params: Params): Promise<ApiAnswer> {
    const path = `${await this.path()}${verb}`;
    return callApi(this.credentials, { method, path, params: { ...params, client_secret: await this.secret } });
  }

  private async path(): Promise<string> {
    return `/v1/payment_pages/${(await this.secret).split('_secret_', 1)[0] ?? ''}`;
  }

  private async elementsSession(): Promise<Session> {
    const page = await this.load();
    const mode = textAt(page, 'mode');
    return {
      methods: page['payment_method_types'] as readonly string[],
      needs: {},
      savedMethods: [],
      mode: mode === 'setup' ? 'setup' : 'payment',
      businessName: textAt(hashAt(page, 'session'), 'businessName') ?? 'this business',
      country: textAt(page, 'country') ?? 'US',
      savesForLater: mode !== 'payment',
    };
  }
}

function refused({ message, type, decline_code: declineCode }: StripeError): ActionResult {
  if (type !== 'card_error') return failed(message);
  return failed(message, 'paymentFailed', { paymentFailed: { declineCode: declineCode ?? null } });
}
