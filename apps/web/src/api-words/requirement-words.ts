import { requirementKey } from './requirement-key.js';
import type { ApiWords } from './words-of.js';

interface MissingItem {
  readonly requirement: string;
  readonly state: string;
  /** By the API, with why it was rejected: "Date of birth: it does not match". */
  readonly words: string;
}

/** What Stripe still wants, in the viewer's words, and why it did not take what it was given, in its own. */
export function requirementWords(
  say: ApiWords,
  item: MissingItem,
): { readonly what: string; readonly reason: string | null } {
  const known = requirementKey(item.requirement);
  if (known === null) return { what: item.words, reason: null };
  const reason = item.state === 'rejected' ? item.words.slice(item.words.indexOf(': ') + 2) : null;
  return { what: say('whose', known.whose, item.words, { what: say('need', known.need, item.words) }), reason };
}
