import { hashAt, merged, textAt, type Params } from '../shared/api-client.js';
import { BARE, INVISIBLE, type ElementType } from '../shared/element-types.js';
import { IntegrationError } from '../shared/errors.js';
import type { Submission } from '../shared/protocol.js';
import type { Elements } from './elements.js';
import { Emitter, type Listener } from './emitter.js';
import { FrameLink } from './frame-link.js';
import { LoadFailure } from './session.js';

/** One element: a frame of the emulator's origin within the page, and the events that come out of it. */
export class Element {
  private readonly emitter = new Emitter();
  private link: FrameLink | null = null;
  private parent: HTMLElement | null = null;
  private isDestroyed = false;
  private lastChange: Params = { empty: true, complete: false };
  private isReady = false;
  private readonly whenReadyCalls: (() => void)[] = [];

  constructor(
    private readonly group: Elements,
    readonly elementType: ElementType,
    private options: Params,
  ) {}

  /** Shows the element in a container of the page. */
  mount(target: string | HTMLElement): void {
    this.assertUsable();
    const parent = typeof target === 'string' ? document.querySelector<HTMLElement>(target) : target;
    if (parent === null)
      throw new IntegrationError(
        `The selector you specified (${typeof target === 'string' ? target : 'an element'}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`,
      );
    if (this.parent === parent && this.link !== null) return;
    this.unmount();
    this.parent = parent;
    parent.replaceChildren();
    parent.classList.add(this.classes.base);
    this.showState();
    if (INVISIBLE.includes(this.elementType)) {
      queueMicrotask(() => {
        this.becomeReady();
      });
      return;
    }
    void this.open(parent);
  }

  unmount(): void {
    this.link?.close();
    this.link = null;
    this.isReady = false;
    if (this.parent === null) return;
    const { base, complete, empty, focus, invalid } = this.classes;
    this.parent.classList.remove(base, complete, empty, focus, invalid);
    this.parent = null;
    this.lastChange = { empty: true, complete: false };
  }

  destroy(): void {
    this.assertUsable();
    this.unmount();
    this.isDestroyed = true;
    this.group.forget(this);
  }

  update(options: Params): this {
    this.assertUsable();
    this.options = merged(this.options, options);
    this.refresh();
    return this;
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

  focus(): void {
    this.afterReady((link) => {
      link.iframe.focus();
      link.send({ type: 'focus' });
    });
  }

  blur(): void {
    this.afterReady((link) => {
      link.send({ type: 'blur' });
      link.iframe.blur();
    });
  }

  clear(): void {
    this.afterReady((link) => {
      link.send({ type: 'clear' });
    });
  }

  collapse(): this {
    this.afterReady((link) => {
      link.send({ type: 'collapse' });
    });
    return this;
  }

  /** The Address Element's value, which is the page's to know. */
  getValue(): Promise<Params> {
    const { complete, isNewAddress, value } = this.lastChange;
    return Promise.resolve({ complete, isNewAddress, value });
  }

  /** What an Address Element is for: `billing` or `shipping`. */
  get mode(): string | undefined {
    return textAt(this.options, 'mode');
  }

  get isMounted(): boolean {
    return this.parent !== null;
  }

  /** What the element last said of itself. */
  get change(): Params {
    return this.lastChange;
  }

  /** The frame, for calls that send what was typed. @throws IntegrationError when the element is not on the page */
  async requireLink(): Promise<FrameLink> {
    if (this.parent === null)
      throw new IntegrationError(
        `We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.`,
      );
    return new Promise((resolve) => {
      this.afterReady(resolve);
    });
  }

  /** How many other frames hold parts of the same card. */
  get siblings(): number {
    return this.group.siblingsOf(this);
  }

  async submit(): Promise<Submission> {
    return INVISIBLE.includes(this.elementType) ? {} : (await this.requireLink()).submit();
  }

  /** Hands the group's and its own options to the frame again. */
  refresh(): void {
    this.afterReady((link) => {
      void this.group.settingsFor(this.elementType, this.options).then((settings) => {
        link.send({ type: 'settings', settings });
      });
    });
  }

  private async open(parent: HTMLElement): Promise<void> {
    // After the listeners that the page adds right behind `mount`.
    await Promise.resolve();
    if (!BARE.includes(this.elementType)) this.emit('loaderstart', {});
    try {
      const settings = await this.group.settingsFor(this.elementType, this.options);
      if (this.parent !== parent) return;
      const isBare = BARE.includes(this.elementType);
      const link = new FrameLink(this.group.credentials, this.group.id, settings, isBare);
      this.link = link;
      link.onMessage = (message) => {
        if (message.type === 'ready') this.becomeReady();
        else if (message.type === 'change') this.noticeChange(message.event);
        else if (message.type === 'enter') parent.closest('form')?.requestSubmit();
        else {
          this.showFocus(message.type);
          this.emit(message.type, {});
        }
      };
      const box = document.createElement('div');
      box.className = '__PrivateStripeElement';
      box.style.cssText =
        'margin:0;padding:0;border:none;display:block;background:transparent;position:relative;opacity:1';
      box.append(link.iframe);
      parent.append(box);
    } catch (error) {
      if (!(error instanceof LoadFailure)) throw error;
      console.error(`Unhandled payment Element loaderror ${JSON.stringify(error.error)}`);
      this.emit('loaderror', { error: error.error });
    }
  }

  private becomeReady(): void {
    this.isReady = true;
    const extra = this.elementType === 'expressCheckout' ? { availablePaymentMethods: undefined } : {};
    this.emit('ready', extra);
    for (const call of this.whenReadyCalls.splice(0)) call();
  }

  private afterReady(work: (link: FrameLink) => void): void {
    this.assertUsable();
    const run = (): void => {
      if (this.link !== null) work(this.link);
    };
    if (this.isReady) run();
    else this.whenReadyCalls.push(run);
  }

  private noticeChange(event: Params): void {
    const isSame = JSON.stringify(event) === JSON.stringify(this.lastChange);
    this.lastChange = event;
    this.showState();
    if (isSame) return;
    this.group.noticeChange();
    const mode = this.elementType === 'address' ? { elementMode: this.mode } : {};
    this.emit('change', { ...event, ...mode });
  }

  private showState(): void {
    const { complete, empty, invalid } = this.classes;
    const { classList } = this.parent ?? document.createElement('div');
    classList.toggle(empty, this.lastChange['empty'] === true);
    classList.toggle(complete, this.lastChange['complete'] === true);
    classList.toggle(invalid, this.lastChange['error'] !== undefined);
  }

  private showFocus(type: 'focus' | 'blur' | 'escape'): void {
    if (type !== 'escape') this.parent?.classList.toggle(this.classes.focus, type === 'focus');
  }

  private get classes() {
    const wished = hashAt(this.options, 'classes');
    const named = (state: string): string =>
      textAt(wished, state) ?? (state === 'base' ? 'StripeElement' : `StripeElement--${state}`);
    const [base, complete, empty, focus, invalid] = [
      ...(['base', 'complete', 'empty', 'focus', 'invalid'] as const),
    ].map(named) as [string, string, string, string, string];
    return { base, complete, empty, focus, invalid };
  }

  private emit(event: string, details: Readonly<Record<string, unknown>>): void {
    this.emitter.emit(event, { elementType: this.elementType, ...details });
  }

  private assertUsable(): void {
    if (this.isDestroyed)
      throw new IntegrationError('This Element has already been destroyed. Please create a new one.');
  }
}
