import type { Params } from '../shared/api-client.js';
import { Emitter, type Listener } from './emitter.js';

/** `stripe.paymentRequest`: browsers' wallets. The emulator has none, and says so as a browser without them does. */
export class PaymentRequest {
  private readonly emitter = new Emitter();

  constructor(private options: Params) {}

  canMakePayment(): Promise<null> {
    return Promise.resolve(null);
  }

  isShowing(): boolean {
    return false;
  }

  show(): void {
    this.emitter.emit('cancel', {});
  }

  abort(): void {
    this.emitter.emit('cancel', {});
  }

  update(options: Params): void {
    this.options = { ...this.options, ...options };
  }

  on(event: string, listener: Listener): this {
    this.emitter.on(event, listener);
    return this;
  }

  once(event: string, listener: Listener): this {
    this.emitter.once(event, listener);
    return this;
  }

  off(event: string, listener?: Listener): this {
    this.emitter.off(event, listener);
    return this;
  }
}
