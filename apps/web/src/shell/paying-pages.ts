import prefixes from './paying-pages.json';

/**
 * Whether a page pays and so may load Stripe's script. The gateway gives these pages a content security policy of their own
 * (it reads the same list), and a policy belongs to a document: going in or out is a real page load, see `app-link.tsx`.
 */
export function isPayingPage(path: string): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
