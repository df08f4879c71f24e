import { callApi, hashAt, merged, type ApiAnswer, type Credentials, type Params } from '../shared/api-client.js';
import { BARE } from '../shared/element-types.js';
import type { Connect, FrameCall, FrameSettings, FromFrame, ToFrame } from '../shared/protocol.js';
import { dressBare, dressBoxed } from './appearance.js';
import { AuBankAccountForm, BankForm } from './bank-forms.js';
import { CardElementForm } from './card-element-form.js';
import { AddressForm, EmailForm } from './contact-forms.js';
import type { Form } from './form.js';
import { PaymentForm } from './payment-form.js';
import { Siblings } from './siblings.js';
import { SingleFieldForm } from './single-field-form.js';

/** The inside of an element. The page around it gets events and answers of the API over a port, never what was typed. */
class Frame {
  private readonly form: Form;
  private readonly siblings: Siblings;

  constructor(
    private readonly port: MessagePort,
    private readonly credentials: Credentials,
    group: string,
    private settings: FrameSettings,
  ) {
    this.dress();
    this.form = formOf(settings);
    this.siblings = new Siblings(group, () => this.form.collect('payment_method'));
    document.body.replaceChildren(this.form.root);
    this.form.onChange = () => {
      this.tellChange();
    };
    this.watchKeysAndFocus();
    port.onmessage = ({ data }) => {
      void this.receive(data as ToFrame);
    };
    new ResizeObserver(() => {
      this.tellHeight();
    }).observe(document.body);
    this.tellHeight();
    this.send({ type: 'ready' });
    if (settings.element === 'payment' || settings.element === 'address') this.tellChange();
  }

  private async receive(message: ToFrame): Promise<void> {
    switch (message.type) {
      case 'settings':
        this.settings = message.settings;
        this.dress();
        this.form.update(message.settings);
        return;
      case 'blur':
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        return;
      case 'submit':
        this.send({ type: 'answer', id: message.id, answer: this.form.submit() });
        this.tellChange();
        return;
      case 'call':
        this.send({ type: 'answer', id: message.id, answer: await this.call(message.call) });
        return;
      default:
        this.form[message.type]();
        if (message.type === 'collapse') this.tellChange();
    }
  }

  /** Adds what was typed, here and in sibling frames, and calls the API. What the page gave wins over what was typed. */
  private async call(call: FrameCall): Promise<ApiAnswer> {
    const typed = merged(await this.siblings.collect(call.siblings), this.form.collect(call.as));
    const { saved, ...details } = typed;
    const { params, into } = call;
    const { method, path } = call;
    if (typeof saved === 'string') {
      const { [into]: _, ...rest } = params;
      return callApi(this.credentials, { method, path, params: { ...rest, payment_method: saved } });
    }
    const filled: Params =
      into === '' ? merged(details, params) : { ...params, [into]: merged(details, hashAt(params, into)) };
    return callApi(this.credentials, { method, path, params: filled });
  }

  private dress(): void {
    if (BARE.includes(this.settings.element)) dressBare(this.settings);
    else dressBoxed(this.settings);
  }

  private watchKeysAndFocus(): void {
    let isInside = false;
    window.addEventListener('focusin', () => {
      if (!isInside) this.send({ type: 'focus' });
      isInside = true;
    });
    window.addEventListener('focusout', () => {
      setTimeout(() => {
        if (!isInside || document.hasFocus()) return;
        isInside = false;
        this.send({ type: 'blur' });
      });
    });
    window.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Escape') this.send({ type: 'escape' });
      if (key === 'Enter' && target instanceof HTMLInputElement) this.send({ type: 'enter' });
    });
  }

  private tellChange(): void {
    this.send({ type: 'change', event: this.form.state() });
  }

  private tellHeight(): void {
    this.send({ type: 'height', pixels: Math.ceil(document.body.getBoundingClientRect().height) });
  }

  private send(message: FromFrame): void {
    this.port.postMessage(message);
  }
}

function formOf(settings: FrameSettings): Form {
  switch (settings.element) {
    case 'auBankAccount':
      return new AuBankAccountForm(settings);
    case 'card':
      return new CardElementForm(settings);
    case 'epsBank':
    case 'fpxBank':
    case 'idealBank':
    case 'p24Bank':
      return new BankForm(settings, settings.element);
    case 'cardNumber':
    case 'cardExpiry':
    case 'cardCvc':
    case 'iban':
      return new SingleFieldForm(settings);
    case 'address':
    case 'shippingAddress':
      return new AddressForm(settings);
    case 'linkAuthentication':
    case 'contactDetails':
      return new EmailForm(settings);
    default:
      return new PaymentForm(settings);
  }
}

/** Only the page around the frame may connect, and only once: whoever holds the port may use the form. */
function listen({ data, source, ports }: MessageEvent<Connect | undefined>): void {
  const [port] = ports;
  if (source !== window.parent || data?.type !== 'stripe-emulator:connect' || port === undefined) return;
  window.removeEventListener('message', listen);
  new Frame(port, { ...data.credentials, url: window.location.origin }, data.group, data.settings);
}

window.addEventListener('message', listen);
