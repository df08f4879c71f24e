import type { PageResponse } from '../core/resource.js';
import { html } from '../pages/html.js';
import { page } from '../pages/page.js';

const TELL_END = `
const { redirect } = document.getElementById('end').dataset;
window.parent.postMessage({ type: 'stripe-emulator:checkout', redirect }, '*');
`;

/**
 * The end of a checkout in a frame: the page around it goes on.
 * @param redirect where to; null when the page asked to be told instead
 */
export function embeddedEnd(redirect: string | null): PageResponse {
  return page({
    title: 'Thank you',
    isBare: true,
    body: html`<div class="card" id="end" data-redirect="${redirect ?? ''}">
      <h1>Thank you</h1>
      <p>The shop has what it needs.</p>
    </div>`,
    script: TELL_END,
  });
}

/** Holds the hosted page, and tells the page around it how tall it is and when it ends. */
const HOLD = `
const frame = document.getElementById('checkout');
const tell = (message) => window.parent.postMessage(message, '*');
const address = new URL(decodeURIComponent(location.hash.slice(1)), location.origin);
const measure = () => {
  const inner = frame.contentDocument;
  if (inner === null || inner.body === null) return;
  const grow = () => {
    const pixels = Math.ceil(inner.documentElement.getBoundingClientRect().height);
    frame.height = pixels;
    tell({ type: 'stripe-emulator:checkout-height', pixels });
  };
  new ResizeObserver(grow).observe(inner.body);
  grow();
};
frame.addEventListener('load', measure);
window.addEventListener('message', ({ origin, source, data }) => {
  if (origin === location.origin && source === frame.contentWindow && data && data.type === 'stripe-emulator:checkout') tell(data);
});
if (address.origin === location.origin && address.pathname.startsWith('/c/pay/')) frame.src = address.href;
`;

/** The frame of `stripe.createEmbeddedCheckoutPage`. */
export function embeddedFrame(): PageResponse {
  return page({
    title: 'Checkout',
    isBare: true,
    body: html`<iframe class="frame-whole" id="checkout" title="Checkout"></iframe>`,
    script: HOLD,
  });
}
