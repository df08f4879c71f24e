import type { Context } from '../../../core/context.js';
import { placeOfTestCard, testCardAt } from '../../payment-methods/test-cards.js';
import type { ExternalAccountHash } from '../external-accounts/external-account.params.js';
import { tokens, type TokenHidden } from './token.resource.js';

/** What a token remembers of a card: never its number, nor its code. */
export function rememberCard({ number, cvc, ...external }: ExternalAccountHash): TokenHidden {
  const place = number === undefined ? undefined : placeOfTestCard(number);
  const kept: ExternalAccountHash = { ...external, object: 'card' };
  return place === undefined ? { external: kept } : { external: kept, card: { place, hasCvc: cvc !== undefined } };
}

/** What was entered for a card or bank account token, as if it were entered now; undefined for tokens of other kinds. */
export function enteredFor(ctx: Context, token: string): ExternalAccountHash | undefined {
  const { external, card } = ctx.hidden(tokens, token);
  const number = card === undefined ? undefined : testCardAt(card.place)?.number;
  if (external === undefined || number === undefined) return external;
  return { ...external, number, ...(card?.hasCvc === true ? { cvc: CODE } : {}) };
}

/** Any code will do: what a test card makes of it depends on the card. */
const CODE = '000';
