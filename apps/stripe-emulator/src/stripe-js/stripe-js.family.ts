import type { PageContext } from '../core/context.js';
import { defineFamily, type PageResponse } from '../core/resource.js';
import { html } from '../pages/html.js';
import { page } from '../pages/page.js';
import { elementsSessionRoute } from './elements-session.routes.js';
import { embeddedFrame } from './embedded-checkout.js';
import { linkAccountRoutes } from './link-account.routes.js';
import { paymentPageRoutes } from './payment-page.routes.js';
import { frameScript, stripeScript } from './script.js';

const SCRIPT_HEADERS = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-cache',
};

/** `/v3/`, and `/basil/stripe.js` for a release by name. */
function stripeJs(ctx: PageContext): PageResponse {
  const release = ctx.path['release'] ?? 'v3';
  return { headers: SCRIPT_HEADERS, body: stripeScript(ctx.baseUrl, release === 'v3' ? 3 : release) };
}

/** The empty page that an element's frame starts with. */
function innerFrame(): PageResponse {
  return {
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'",
    },
    body: '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Secure payment input frame</title></head><body><script src="/v3/elements-inner.js"></script></body></html>',
  };
}

/** Shows the challenge of the address's fragment, and tells the page around it how it went. */
const CHALLENGE_SCRIPT = `
const frame = document.getElementById('challengeFrame');
const tell = (type) => window.parent.postMessage({ type }, '*');
const address = new URL(decodeURIComponent(location.hash.slice(1)), location.origin);
address.searchParams.set('frame', '1');
if (address.origin === location.origin) frame.src = address.href;
window.addEventListener('message', ({ origin, source, data }) => {
  if (origin === location.origin && source === frame.contentWindow && data && data.type === 'stripe-emulator:challenge') tell(data.type);
});
document.getElementById('close').addEventListener('click', () => tell('stripe-emulator:challenge-closed'));
window.addEventListener('keydown', ({ key }) => { if (key === 'Escape') tell('stripe-emulator:challenge-closed'); });
`;

function challengeFrame(): PageResponse {
  return page({
    title: 'Authentication',
    isBare: true,
    body: html`<div class="frame-bar">
        <span class="badge warn">Test mode</span><button class="small quiet" id="close" type="button">Cancel</button>
      </div>
      <iframe class="frame-fill" id="challengeFrame" name="stripe-challenge-frame" title="3D Secure"></iframe>`,
    script: CHALLENGE_SCRIPT,
  });
}

/** Stripe.js: the script, the frames of its elements, and the calls that are Stripe.js' own. */
export const stripeJsFamily = defineFamily({
  name: 'stripe-js',
  resources: [],
  routes: [elementsSessionRoute, ...linkAccountRoutes, ...paymentPageRoutes],
  pages: [
    { method: 'GET', path: '/v3', handle: stripeJs },
    { method: 'GET', path: '/v3/', handle: stripeJs },
    { method: 'GET', path: '/:release/stripe.js', handle: stripeJs },
    { method: 'GET', path: '/v3/elements-inner.html', handle: innerFrame },
    { method: 'GET', path: '/v3/elements-inner.js', handle: () => ({ headers: SCRIPT_HEADERS, body: frameScript() }) },
    { method: 'GET', path: '/v3/embedded-checkout-inner.html', handle: embeddedFrame },
    { method: 'GET', path: '/v3/three-ds-2-challenge.html', handle: challengeFrame },
    {
      method: 'GET',
      path: '/favicon.ico',
      handle: () => ({ status: 204, headers: { 'Cache-Control': 'max-age=3600' } }),
    },
  ],
});
