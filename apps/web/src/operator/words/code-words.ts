import type { Translate } from '../../i18n/messages.context.js';

/** What a code is of, and where the catalogue has its words. */
const KEYS = {
  cardBrand: (code: string) => `cardBrand.${code}`,
  cardFunding: (code: string) => `cardFunding.${code}`,
  decline: (code: string) => `decline.${code}`,
  deed: (code: string) => `deed.${code}`,
  detail: (code: string) => `detail.${code}`,
  domainEvent: (code: string) => `domainEventType.${code}`,
  ledgerAccount: (code: string) => `ledgerAccount.${code}`,
  method: (code: string) => `method.${code}`,
  operation: (code: string) => `operationKind.${code}`,
  refundFailure: (code: string) => `refundFailure.${code}`,
  risk: (code: string) => `risk.${code}`,
  subscriber: (code: string) => `subscriber.${code}`,
  waitsFor: (code: string) => `waitsFor.${code}`,
} as const;

export type CodeKind = keyof typeof KEYS;

/**
 * A code of an API or of Stripe in the viewer's words; one that the catalogue does not have is said as the API says it.
 * @param code stable: `payout.create`
 * @param said by the API, where it says more than the code
 */
export function codeWords(translate: Translate<string>, kind: CodeKind, code: string, said: string = code): string {
  const key = KEYS[kind](code.replaceAll('.', '_'));
  const words = translate(key);
  return words === key ? said : words;
}
