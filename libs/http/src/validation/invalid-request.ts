/** The request is not what the documentation says. Lists every mistake, not only the first. */
export class InvalidRequest extends Error {
  constructor(
    readonly mistakes: readonly { field: string; message: string }[],
    readonly code:
      'invalid_request' | 'malformed_json' | 'invalid_cursor' | 'idempotency_key_missing' = 'invalid_request',
    message = 'The request has mistakes; see errors.',
  ) {
    super(message);
    this.name = 'InvalidRequest';
  }
}
