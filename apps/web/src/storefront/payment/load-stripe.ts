import { loadStripe as load } from '@stripe/stripe-js/pure';
import type { Stripe } from '@stripe/stripe-js';
import type { ClientConfig } from '../config/use-client-config.js';

const STRIPE_ORIGIN = 'https://js.stripe.com';
let loading: Promise<Stripe> | undefined;

/** Whether Stripe is the emulator that comes along, and not Stripe. */
export function isEmbedded({ stripeJsUrl }: Pick<ClientConfig, 'stripeJsUrl'>): boolean {
  return new URL(stripeJsUrl).origin !== STRIPE_ORIGIN;
}

/**
 * Stripe.js by its own loader. The loader only knows Stripe's address: a script of another one is put into the page first, and
 * the loader then finds `window.Stripe`. Loaded once; a failure is forgotten, so that it can be tried again.
 */
export function loadStripe(config: ClientConfig): Promise<Stripe> {
  loading ??= start(config).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(config: ClientConfig): Promise<Stripe> {
  if (config.stripePublishableKey === null) throw new Error('this platform has no publishable key');
  if (isEmbedded(config)) await addScript(config.stripeJsUrl);
  const stripe = await load(config.stripePublishableKey);
  if (stripe === null) throw new Error('Stripe.js did not load');
  return stripe;
}

function addScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => { resolve(); }); // prettier-ignore
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error('Stripe.js could not be loaded'));
    });
    document.head.append(script);
  });
}
