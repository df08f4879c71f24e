import { ApiProblem } from '@guildhall/api-client';
import { wordsOf } from '../api-words/words-of.js';
import { fieldErrors } from '../form/use-server-errors.js';
import { problemMessage } from './problem-message.js';

const t = (key: string): string => key;
/** Of nothing: what the API says itself is said. */
const words = wordsOf({}, 'en');
const refused = new ApiProblem(409, { code: 'product_out_of_stock', detail: 'Only 2 mugs are left.', requestId: 'r1' });

describe('problemMessage', () => {
  it('lets the API say why it refused', () => {
    expect(problemMessage(refused, t, words)).toEqual({
      title: 'problem.conflict',
      detail: 'Only 2 mugs are left.',
      requestId: 'r1',
    });
  });

  it('names the mistakes of a request that has no form', () => {
    const errors = [{ field: 'subjectId', message: 'must be a UUID' }];
    const invalid = new ApiProblem(400, { detail: 'The request has mistakes; see errors.', errors });
    expect(problemMessage(invalid, t, words)).toMatchObject({
      title: 'problem.refused',
      detail: 'subjectId must be a UUID',
    });
  });

  it('waits for the words before it says what is wrong', () => {
    expect(problemMessage(refused, t, null)).toMatchObject({ title: 'problem.conflict', detail: '' });
  });

  it('says nothing of a server’s inside, and tells a lost connection from a refusal', () => {
    const broken = new ApiProblem(500, { detail: 'relation "x" does not exist', requestId: 'r2' });
    expect(problemMessage(broken, t, words)).toMatchObject({ detail: 'problem.serverHint', requestId: 'r2' });
    expect(problemMessage(new TypeError('Failed to fetch'), t, words)).toMatchObject({ title: 'problem.offline' });
  });
});

describe('fieldErrors', () => {
  const invalid = new ApiProblem(400, {
    errors: [
      { field: 'email', message: 'must be an email' },
      { field: 'items.0.quantity', message: 'must be at least 1' },
      { field: 'other', message: 'should not exist' },
    ],
  });

  it('are those of the fields that the form has, also within one', () => {
    expect(fieldErrors(invalid, ['email', 'items']).map(({ field }) => field)).toEqual(['email', 'items.0.quantity']);
    expect(fieldErrors(new Error('lost'), ['email'])).toEqual([]);
  });
});
