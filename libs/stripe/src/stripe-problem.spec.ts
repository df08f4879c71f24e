import Stripe from 'stripe';
import { RequestBudgetExhausted } from './request-budget.js';
import { classify, toProblem, type Verdict, wasReplayed, withoutSecrets } from './stripe-problem.js';

const { errors } = Stripe;
const raw = (facts: object) => facts as ConstructorParameters<typeof errors.StripeError>[0];
const connection = (detail: Error) => new errors.StripeConnectionError(raw({ message: 'x', detail }));
const coded = (code: string) => Object.assign(new Error(code), { code });

describe('classify', () => {
  it.each<[string, unknown, Verdict]>([
    ['a declined card', new errors.StripeCardError(raw({ statusCode: 402, code: 'card_declined' })), 'rejected'],
    ['a wrong parameter', new errors.StripeInvalidRequestError(raw({ statusCode: 400 })), 'rejected'],
    ['a missing object', new errors.StripeInvalidRequestError(raw({ statusCode: 404 })), 'rejected'],
    ['a rate limit', new errors.StripeRateLimitError(raw({ statusCode: 429 })), 'rate_limited'],
    [
      'a lock timeout',
      new errors.StripeInvalidRequestError(raw({ statusCode: 429, code: 'lock_timeout' })),
      'rate_limited',
    ],
    ['a key in use', new errors.StripeIdempotencyError(raw({ statusCode: 409 })), 'retry'],
    ['a key with other parameters', new errors.StripeIdempotencyError(raw({ statusCode: 400 })), 'misconfigured'],
    ['a bad API key', new errors.StripeAuthenticationError(raw({ statusCode: 401 })), 'misconfigured'],
    ['a missing permission', new errors.StripePermissionError(raw({ statusCode: 403 })), 'misconfigured'],
    ['a 500', new errors.StripeAPIError(raw({ statusCode: 500 })), 'ambiguous'],
    ['an answer that is no JSON', new errors.StripeAPIError(raw({})), 'ambiguous'],
    ['a reset connection', connection(coded('ECONNRESET')), 'ambiguous'],
    ['a timeout', connection(coded('ETIMEDOUT')), 'ambiguous'],
    ['a refused connection', connection(coded('ECONNREFUSED')), 'retry'],
    ['our own limit', connection(new RequestBudgetExhausted(1)), 'rate_limited'],
    ['a mistake of ours after the call', new TypeError('x is undefined'), 'ambiguous'],
  ])('%s', (_name, error, verdict) => {
    expect(classify(error)).toBe(verdict);
  });
});

describe('toProblem', () => {
  it('I9: keeps the facts and neither keys nor card numbers', () => {
    const error = new errors.StripeCardError(
      raw({
        type: 'card_error',
        statusCode: 402,
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'Card 4242 4242 4242 4242 of pi_1_secret_abc declined with sk_test_abc123 and whsec_abc.',
        requestId: 'req_1',
        payment_method: { id: 'pm_1', card: { last4: '4242' } },
      }),
    );
    const problem = toProblem(error);
    expect(problem).toEqual({
      type: 'card_error',
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      message: 'Card ... of pi_1_secret_... declined with sk_test_... and whsec_....',
      param: null,
      statusCode: 402,
      requestId: 'req_1',
    });
  });

  it('leaves ids, amounts and dates readable', () => {
    const text = 'No such charge: ch_3Q5xY2eZ; amount 1050 is above 99999999 since 2026-03-01T12:00:00Z';
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe('wasReplayed', () => {
  it('tells a stored answer from a new one', () => {
    const answer = (headers: Record<string, string>) => new errors.StripeAPIError(raw({ statusCode: 500, headers }));
    expect(wasReplayed(answer({ 'idempotent-replayed': 'true' }))).toBe(true);
    expect(wasReplayed(answer({}))).toBe(false);
    expect(wasReplayed(new Error('x'))).toBe(false);
  });
});
