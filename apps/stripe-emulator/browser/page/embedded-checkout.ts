import type { Credentials } from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { nextFrameName } from './frame-link.js';

export interface EmbeddedCheckoutOptions {
  readonly clientSecret?: string;
  readonly fetchClientSecret?: () => Promise<string>;
  readonly onComplete?: () => void;
}

const CLIENT_SECRET = /^(cs_\w+?)_secret_\w+$/;
const FIRST_HEIGHT_PIXELS = 640;

interface Message {
  readonly type?: string;
  readonly redirect?: string;
  readonly pixels?: number;
}

/** A Checkout Session in a frame of the shop's page. */
export class EmbeddedCheckout {
  private frame: HTMLIFrameElement | null = null;
  private isDestroyed = false;

  private constructor(
    private readonly emulator: string,
    private readonly session: string,
    private readonly onComplete: (() => void) | undefined,
  ) {}

  static async open({ url }: Credentials, options: EmbeddedCheckoutOptions): Promise<EmbeddedCheckout> {
    const { clientSecret, fetchClientSecret, onComplete } = options;
    const secret = clientSecret ?? (await fetchClientSecret?.());
    const session = CLIENT_SECRET.exec(secret ?? '')?.[1];
    if (session === undefined)
      throw new IntegrationError(
        'The client secret of an embedded Checkout Session is needed: pass clientSecret or fetchClientSecret.',
      );
    return new EmbeddedCheckout(url, session, onComplete);
  }

  mount(target: string | HTMLElement): void {
    if (this.isDestroyed) throw new IntegrationError('This embedded Checkout has been destroyed.');
    const parent = typeof target === 'string' ? document.querySelector<HTMLElement>(target) : target;
    if (parent === null) throw new IntegrationError('There is no element to mount the embedded Checkout in.');
    this.unmount();
    const frame = document.createElement('iframe');
    frame.name = 'embedded-checkout';
    frame.id = nextFrameName();
    frame.title = 'Checkout';
    frame.style.cssText = `border:0;display:block;width:100%;height:${FIRST_HEIGHT_PIXELS}px`;
    frame.src = `${this.emulator}/v3/embedded-checkout-inner.html#${encodeURIComponent(`/c/pay/${this.session}`)}`;
    this.frame = frame;
    parent.append(frame);
    window.addEventListener('message', this.hear);
  }

  unmount(): void {
    window.removeEventListener('message', this.hear);
    this.frame?.remove();
    this.frame = null;
  }

  destroy(): void {
    this.unmount();
    this.isDestroyed = true;
  }

  private readonly hear = ({ origin, source, data }: MessageEvent<Message | null>): void => {
    const { frame } = this;
    if (frame === null || origin !== this.emulator || source !== frame.contentWindow) return;
    if (data?.type === 'stripe-emulator:checkout-height' && typeof data.pixels === 'number')
      frame.style.height = `${data.pixels}px`;
    if (data?.type !== 'stripe-emulator:checkout') return;
    if (data.redirect === undefined || data.redirect === '') this.onComplete?.();
    else window.location.assign(data.redirect);
  };
}
