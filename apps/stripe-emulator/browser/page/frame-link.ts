import type { ApiAnswer, Credentials } from '../shared/api-client.js';
import { FRAME_TITLES } from '../shared/element-types.js';
import type { Connect, FrameCall, FrameSettings, FromFrame, Submission, ToFrame } from '../shared/protocol.js';

type Ask = { readonly type: 'submit' } | { readonly type: 'call'; readonly call: FrameCall };

let frames = 0;

/** A name as Stripe's own frames have: tests look for frames by its beginning. */
export function nextFrameName(): string {
  frames += 1;
  return `__privateStripeFrame${frames}`;
}

/** The frame of a mounted element, and the port to it. The port is handed to the emulator's origin only. */
export class FrameLink {
  readonly iframe = document.createElement('iframe');
  private readonly channel = new MessageChannel();
  private readonly waiting = new Map<number, (answer: ApiAnswer | Submission) => void>();
  private asked = 0;
  onMessage: (message: Exclude<FromFrame, { type: 'answer' | 'height' }>) => void = () => undefined;

  constructor(credentials: Credentials, group: string, settings: FrameSettings, isBare: boolean) {
    const { iframe, channel } = this;
    iframe.name = nextFrameName();
    iframe.title = FRAME_TITLES[settings.element];
    iframe.src = `${credentials.url}/v3/elements-inner.html#elements-inner-${settings.element}`; // what tests look for in its address
    iframe.allow = 'payment *; publickey-credentials-get *';
    // The frame of a Payment Element leaves room for the rings around its fields.
    const place = isBare
      ? 'margin:0;width:1px;min-width:100%;height:1.2em'
      : 'margin:-4px;width:calc(100% + 8px);height:0';
    iframe.style.cssText = `border:0;padding:0;display:block;overflow:hidden;user-select:none;transform:translate(0);color-scheme:light only;${place}`;
    iframe.addEventListener(
      'load',
      () => {
        const hello: Connect = { type: 'stripe-emulator:connect', credentials, group, settings };
        iframe.contentWindow?.postMessage(asData(hello), credentials.url, [channel.port2]);
      },
      { once: true },
    );
    channel.port1.onmessage = ({ data }) => {
      this.receive(data as FromFrame);
    };
  }

  send(message: ToFrame): void {
    this.channel.port1.postMessage(asData(message));
  }

  /** Sends the form, which shows what is wrong with it. */
  submit(): Promise<Submission> {
    return this.ask({ type: 'submit' }) as Promise<Submission>;
  }

  /** Calls the API with what was typed. */
  call(call: FrameCall): Promise<ApiAnswer> {
    return this.ask({ type: 'call', call });
  }

  close(): void {
    this.channel.port1.close();
    this.iframe.remove();
  }

  private ask(question: Ask): Promise<ApiAnswer | Submission> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ ...question, id });
    });
  }

  private receive(message: FromFrame): void {
    if (message.type === 'answer') {
      this.waiting.get(message.id)?.(message.answer);
      this.waiting.delete(message.id);
    } else if (message.type === 'height') this.iframe.style.height = `${message.pixels}px`;
    else this.onMessage(message);
  }
}

/** A message that can be cloned, whatever a framework made of the objects in it: Vue hands out proxies. */
function asData(message: object): unknown {
  return JSON.parse(JSON.stringify(message));
}
