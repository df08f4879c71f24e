/** What kind of refusal this is; the HTTP filter maps it to a status. */
export type DomainErrorKind =
  'invalid' | 'not_found' | 'conflict' | 'forbidden' | 'unauthenticated' | 'too_many' | 'refused' | 'unavailable';

/**
 * A refusal with a name. One class per fact, `code` in snake_case and stable: clients may depend on it.
 * invalid 400, unauthenticated 401, refused 402 (Stripe or a bank said no), forbidden 403, not_found 404, conflict 409,
 * too_many 429, unavailable 503.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: DomainErrorKind;
  abstract readonly code: string;

  /**
   * @param message for the person who gets it: what is wrong and what to do
   * @param detail machine-readable facts that go into the problem document beside `code`
   */
  constructor(
    message: string,
    readonly detail: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
