import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';
import type { FrameLocator, Page, Request } from 'playwright-core';

/** A page of somebody's shop: it loads Stripe.js, and writes down every message that reaches it. */
const PLAIN = `<form id="checkout"><p><label for="note">Note</label> <input id="note"></p>
<div id="payment"></div><div id="second"></div><div id="third"></div><p><button id="pay">Pay</button></p></form><p id="done"></p>
<script>document.getElementById('checkout').addEventListener('submit', (event) => { event.preventDefault(); if (window.pay) window.result = window.pay(); });</script>`;

const REACT = `
import { createElement as h, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadStripe } from '@stripe/stripe-js';
import { CardElement, Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { CheckoutElementsProvider, PaymentElement as CheckoutPaymentElement, useCheckoutElements } from '@stripe/react-stripe-js/checkout';

const stripePromise = loadStripe('pk_test_react');
const { secret, card, checkout } = Object.fromEntries(new URLSearchParams(location.search));

function Form() {
  const stripe = useStripe();
  const elements = useElements();
  const [text, setText] = useState('');
  const [isComplete, setComplete] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const result = card
      ? await stripe.confirmCardPayment(secret, { payment_method: { card: elements.getElement(CardElement) } })
      : await stripe.confirmPayment({ elements, redirect: 'if_required', confirmParams: { return_url: location.href } });
    setText(result.error ? result.error.message : result.paymentIntent.status);
  };
  const field = h(card ? CardElement : PaymentElement, { onChange: (event) => setComplete(event.complete) });
  return h('form', { onSubmit: submit }, field, h('button', { disabled: !isComplete }, 'Pay now'), h('output', null, text));
}

function CheckoutForm() {
  const state = useCheckoutElements();
  const [text, setText] = useState('');
  if (state.type !== 'success') return h('p', null, state.type);
  const submit = async (event) => {
    event.preventDefault();
    const result = await state.checkout.confirm({ redirect: 'if_required' });
    setText(result.type === 'error' ? result.error.message : result.session.status.type);
  };
  return h('form', { onSubmit: submit }, h('p', null, state.checkout.total.total.amount), h(CheckoutPaymentElement), h('button', null, 'Pay now'), h('output', null, text));
}

const appearance = { theme: 'night', variables: { colorPrimary: '#85d996' } };
const options = card ? {} : { clientSecret: secret, appearance };
const page = checkout
  ? h(CheckoutElementsProvider, { stripe: stripePromise, options: { clientSecret: secret } }, h(CheckoutForm))
  : h(Elements, { stripe: stripePromise, options }, h(Form));
createRoot(document.getElementById('payment')).render(h(StrictMode, null, page));
`;

function reactScript(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: REACT, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** A shop of another origin than the emulator's. */
export class Shop {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(emulator: string): Promise<Shop> {
    let react: string | undefined;
    const server = createServer((req, res) => {
      if (req.url === '/react.js') {
        res.writeHead(200, { 'Content-Type': 'text/javascript' }).end((react ??= reactScript()));
        return;
      }
      // With `loader`, @stripe/stripe-js loads the script from Stripe's own address.
      const isLoaded = req.url?.includes('loader') === true;
      const from = new URL(req.url ?? '/', emulator).searchParams.get('from') ?? emulator;
      const script = isLoaded ? '' : `<script src="${from}/v3/"></script>`;
      const body =
        req.url?.startsWith('/react') === true ? '<div id="payment"></div><script src="/react.js"></script>' : PLAIN;
      res.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><html lang="en"><head><title>Shop</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>body{font-family:sans-serif;margin:1rem;max-width:30rem}.box{border:1px solid #ccc;padding:12px;margin:8px 0;border-radius:6px}</style>
<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));</script>
${script}</head><body><h1>Shop</h1>${body}</body></html>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Shop(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}

/** The payer before the shop's page. */
export class Payer {
  private readonly requests: Request[] = [];

  constructor(
    readonly page: Page,
    private readonly shop: Shop,
  ) {
    page.on('request', (request) => this.requests.push(request));
  }

  async visit(path = '/plain', shop = this.shop.url): Promise<void> {
    await this.page.goto(`${shop}${path}`);
  }

  /** Runs code on the shop's page. `stripe` is there. */
  run(code: string): Promise<unknown> {
    return this.page.evaluate(
      `(async () => { const stripe = (window.stripe ??= Stripe('pk_test_shop')); window.events ??= []; ${code} })()`,
    );
  }

  /** Shows a Payment Element and sets what its form does when it is sent. */
  async showPayment(
    options: object,
    confirm = "stripe.confirmPayment({ elements, redirect: 'if_required' })",
    element: object = {},
  ): Promise<void> {
    await this.run(`const elements = (window.elements = stripe.elements(${JSON.stringify(options)}));
      const element = elements.create('payment', ${JSON.stringify(element)});
      for (const name of ['change', 'focus', 'blur', 'loaderror', 'loaderstart']) element.on(name, (event) => events.push([name, event]));
      window.pay = () => ${confirm};
      element.mount('#payment');
      await new Promise((resolve) => element.on('ready', (event) => { events.push(['ready', event]); resolve(); }));`);
  }

  /** The frame of the nth element. */
  frame(index = 0) {
    return this.page.locator('iframe[name^="__privateStripeFrame"]').nth(index).contentFrame();
  }

  async typeCard(number: string): Promise<void> {
    await this.frame().getByLabel('Card number').fill(number);
    await this.frame().getByLabel('Expiration date').fill('1234');
    await this.frame().getByLabel('Security code').fill('123');
    await this.frame().getByLabel('ZIP code').fill('94103');
  }

  /** Sends the form. @returns what the confirmation came to */
  async pay(): Promise<Record<string, unknown>> {
    await this.page.getByRole('button', { name: 'Pay' }).click();
    return this.result();
  }

  result(): Promise<Record<string, unknown>> {
    return this.page.evaluate('window.result');
  }

  /** The challenge over the page, where tests written for Stripe look for it. */
  challenge(): FrameLocator {
    return this.page.frameLocator('body > div:nth-child(1) > iframe[name^=__privateStripeFrame]');
  }

  /** Answers the challenge over the page. */
  async answerChallenge(button: 'Complete' | 'Fail' | 'Authorize Test Payment'): Promise<void> {
    await this.page.getByRole('button', { name: 'Pay' }).click();
    await this.challenge().frameLocator('#challengeFrame').getByRole('button', { name: button }).click();
  }

  /** Everything that reached the shop's page, and everything that was sent from it, as one text. */
  async seenByShop(): Promise<string> {
    const seen = await this.page.evaluate<string>(
      'JSON.stringify([window.heard, window.events, document.documentElement.outerHTML])',
    );
    const sent = this.requests
      .filter((request) => request.frame() === this.page.mainFrame())
      .map((request) => `${request.url()} ${request.postData() ?? ''}`);
    return `${seen}\n${sent.join('\n')}`;
  }
}
