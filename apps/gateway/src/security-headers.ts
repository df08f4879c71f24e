/** Where a page that pays loads Stripe.js from, shows its frames and sends card data. */
export interface StripeSources {
  readonly script: readonly string[];
  readonly frame: readonly string[];
  readonly connect: readonly string[];
  readonly image: readonly string[];
}

/** Source: docs.stripe.com/security/guide, "Content Security Policy". */
const STRIPE: StripeSources = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
  image: ['https://*.stripe.com'],
};

/** @param stripeApiBase the emulator's address; undefined: Stripe itself */
export function stripeSources(stripeApiBase: string | undefined): StripeSources {
  if (stripeApiBase === undefined) return STRIPE;
  const origin = [new URL(stripeApiBase).origin];
  return { script: origin, frame: origin, connect: origin, image: origin };
}

/**
 * The content security policy of a page. Scripts are files of this origin: nothing inline, nothing evaluated. Styles may be
 * inline, because the component library writes its colours into a style element.
 * @param pays the sources that a page which pays may use besides; undefined on every other page
 */
export function contentSecurityPolicy(pays: StripeSources | undefined): string {
  const { script = [], frame = [], connect = [], image = [] } = pays ?? {};
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...script],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', 'https:', ...image.filter((source) => !source.startsWith('https:'))],
    'connect-src': ["'self'", ...connect],
    'frame-src': frame.length === 0 ? ["'none'"] : frame,
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** Headers of everything that the gateway serves itself. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), usb=()',
};
