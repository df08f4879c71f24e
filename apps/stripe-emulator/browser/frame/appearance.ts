import { hashAt, isHash, textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings } from '../shared/protocol.js';
import { BARE_STYLE, BOXED_STYLE } from './styles.js';

const STRIPE = {
  colorPrimary: '#0570de',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorTextSecondary: '#6d6e78',
  colorTextPlaceholder: '#757680',
  colorDanger: '#df1b41',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizeBase: '16px',
  spacingUnit: '4px',
  borderRadius: '6px',
  inputBorder: '#d6d9e0',
} as const;

const THEMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stripe: STRIPE,
  night: {
    ...STRIPE,
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c4c6d0',
    colorTextPlaceholder: '#a3a5b4',
    colorDanger: '#fe87a1',
    inputBorder: '#4c4e5e',
  },
  flat: { ...STRIPE, colorBackground: '#f1f1f4', borderRadius: '4px', inputBorder: 'transparent' },
  none: { ...STRIPE, borderRadius: '0px' },
};

/** The variables that reach the style sheet; the others have no part of the form to colour. */
const VARIABLES = Object.keys(STRIPE);
const RULE = /^\.[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*(::?[a-z-]+)*(\s+\.[A-Za-z][\w-]*(::?[a-z-]+)*)*$/;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

/** Dresses the Payment Element and its like: a theme, its variables, and the page's rules for `.Input` and so on. */
export function dressBoxed({ appearance }: FrameSettings): void {
  const theme: Readonly<Record<string, string>> = THEMES[textAt(appearance, 'theme') ?? 'stripe'] ?? STRIPE;
  const wished = hashAt(appearance, 'variables');
  const root = document.documentElement;
  sheet.replaceSync(BOXED_STYLE);
  for (const name of VARIABLES) root.style.setProperty(`--${name}`, textAt(wished, name) ?? theme[name] ?? '');
  // On the body: a root of another scheme than the page's would get a background of its own.
  document.body.style.colorScheme = textAt(appearance, 'theme') === 'night' ? 'dark' : 'light';
  document.body.classList.toggle('floating', appearance['labels'] === 'floating');
  for (const [selector, properties] of Object.entries(hashAt(appearance, 'rules')))
    if (RULE.test(selector) && isHash(properties)) addRule(selector, properties);
}

/** Dresses an element of old: the page's `style`, by state. */
export function dressBare({ options }: FrameSettings): void {
  sheet.replaceSync(BARE_STYLE);
  const style = hashAt(options, 'style');
  const selectors = {
    base: '.Input',
    complete: '.Input:not(.Input--empty)',
    empty: '.Input--empty',
    invalid: '.Input--invalid',
  };
  for (const [state, selector] of Object.entries(selectors))
    for (const [name, value] of Object.entries(hashAt(style, state))) {
      if (isHash(value)) addRule(`${selector}${name}`, value);
      else addRule(selector, { [name]: value });
    }
  const { iconColor } = hashAt(style, 'base');
  if (typeof iconColor === 'string') addRule('.Brand', { color: iconColor });
}

/** Names and values come from the page; what is no declaration is ignored by the browser. */
function addRule(selector: string, properties: Params): void {
  try {
    const rule = sheet.cssRules[sheet.insertRule(`${selector}{}`, sheet.cssRules.length)];
    if (!(rule instanceof CSSStyleRule)) return;
    for (const [name, value] of Object.entries(properties))
      if (typeof value === 'string' || typeof value === 'number')
        rule.style.setProperty(
          name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          String(value),
        );
  } catch {
    console.warn(`Stripe.js: the style of ${selector} is not valid CSS.`);
  }
}
