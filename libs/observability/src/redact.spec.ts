import fc from 'fast-check';
import { redact, redactText } from './redact.js';

/** Every kind of secret that passes through this platform. Built from parts, so that no scanner takes them for real ones. */
const CANARIES: Record<string, string> = {
  'secret key': ['sk', 'test', '51CANARYabcdefghijkl'].join('_'),
  'live secret key': ['sk', 'live', '51CANARYabcdefghijkl'].join('_'),
  'restricted key': ['rk', 'live', '51CANARYabcdefghijkl'].join('_'),
  'publishable key': ['pk', 'test', '51CANARYabcdefghijkl'].join('_'),
  'webhook secret': 'whsec_CANARYabcdefghijklmnop',
  'payment intent client secret': 'pi_3CANARY00000000000000000_secret_CANARYabcdefghijk',
  'setup intent client secret': 'seti_1CANARY00000000000000000_secret_CANARYabcdefghijk',
  'bearer token': 'Bearer CANARYabcdef.ghijkl-mnop',
  'basic authorization': 'Basic c2tfdGVzdF9DQU5BUlk6',
  'card number': '4242424242424242',
  'card number with spaces': '5555 5555 5555 4444',
  'card number with dashes': '3782-822463-10005',
  iban: 'DE89370400440532013000',
  email: 'canary.buyer+1@mail.example.com',
  'database password': 'postgres://guildhall:CANARYpassword@127.0.0.1:5432/guildhall',
};

const secretPart = (canary: string) =>
  canary
    .replace(/^(Bearer|Basic) /, '')
    .replace(/^postgres:\/\/guildhall:/, '')
    .replace(/@127.*$/, '')
    .replace(/^.*_secret_/, '');
const shown = (value: unknown) => JSON.stringify(redact(value));
const plainText = fc.string({ maxLength: 30 }).map((text) => text.replace(/[^a-z ]/g, ''));

describe('redact', () => {
  describe.each(Object.entries(CANARIES))('hides a %s', (_kind, canary) => {
    it('wherever it is in a text', () => {
      fc.assert(
        fc.property(
          plainText,
          plainText,
          fc.constantFrom(' ', ': ', '"', "'", '\n', '(', '=', ',', '/', '-'),
          (before, after, mark) => {
            expect(redactText(`${before}${mark}${canary}${mark}${after}`)).not.toContain(secretPart(canary));
          },
        ),
      );
    });

    it('wherever it is in a value, also as a name, in an error and in its cause', () => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom('list', 'object', 'error', 'cause', 'map', 'key', 'json'), { maxLength: 6 }),
          (wraps) => {
            const value = wraps.reduce<unknown>((inner, wrap) => wrapped(inner, wrap), canary);
            expect(shown(value)).not.toContain(secretPart(canary));
          },
        ),
      );
    });
  });

  it.each([
    'client_secret',
    'clientSecret',
    'password',
    'new_password',
    'Authorization',
    'cookie',
    'set-cookie',
    'accessToken',
    'stripe-signature',
    'cvc',
    'account_number',
    'routing_number',
    'id_number',
    'email',
    'phone',
  ])('hides whatever is called %s', (name) => {
    expect(shown({ [name]: 'CANARY' })).not.toContain('CANARY');
    expect(shown({ [name]: { deep: ['CANARY'] } })).not.toContain('CANARY');
  });

  it('hides name=value and "name":"value" inside texts', () => {
    expect(redactText('password=CANARY&x=1')).toBe('password=[redacted]&x=1');
    expect(redactText('{"client_secret":"CANARY","id":"pi_1"}')).toBe('{"client_secret":"[redacted]","id":"pi_1"}');
    expect(redactText('{\\"account_number\\":\\"000123456789\\"}')).not.toContain('000123456789');
  });

  it('leaves alone what people need to see', () => {
    const kept = {
      ids: [
        'pi_3MtwBwLkdIwHu7ix28a3tqPa',
        'evt_1NG8Du2eZvKYlo2CUI79vXWy',
        'acct_1032D82eZvKYlo2C',
        'ch_3MmlLrLkdIwHu7ix0snN0B15',
      ],
      uuid: '42424242-4242-4242-8242-424242424242',
      at: 1_795_305_600_020,
      amountMinor: 1_250,
      message: 'The transfer tr_1 exceeds what order 17 captured by 300 usd',
      empty: null,
      client_secret: null,
    };
    expect(redact(kept)).toEqual(kept);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...Object.values(CANARIES)), fc.string()), { maxLength: 6 }),
        (parts) => {
          const once = redactText(parts.join(' '));
          expect(redactText(once)).toBe(once);
        },
      ),
    );
  });

  it('takes any value at all', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(redact(circular)).toEqual({ self: '[circular]' });
    expect(redact(Buffer.from('CANARY'))).toBe('[6 bytes]');
    expect(redact(12n)).toBe('12');
    expect(redact(4242424242424242n)).toBe('[redacted]');
    expect(
      redact(
        Object.defineProperty({}, 'bad', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
      ),
    ).toBe('[unreadable]');
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        JSON.stringify(redact(value));
      }),
    );
  });

  it('stays quick on long and hostile texts', () => {
    for (const hostile of [
      'a'.repeat(1e6),
      'a.'.repeat(1e5),
      '4242 '.repeat(1e5),
      '://a:'.repeat(1e5),
      'pi_'.repeat(1e5),
    ]) {
      const started = performance.now();
      redactText(hostile);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });

  it('does not cut a secret in half at the length limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16_300, max: 16_400 }), (length) => {
        expect(redactText(`${' '.repeat(length)}4242424242424242`)).not.toContain('42424242');
      }),
      { numRuns: 30 },
    );
  });
});

function wrapped(inner: unknown, wrap: string): unknown {
  switch (wrap) {
    case 'list':
      return [inner];
    case 'error':
      return new Error(typeof inner === 'string' ? inner : JSON.stringify(redact(inner)));
    case 'cause':
      return Object.assign(new Error('outer', { cause: inner }), { raw: inner });
    case 'map':
      return new Map([['entry', inner]]);
    case 'key':
      return typeof inner === 'string' ? { [inner]: 1 } : { key: inner };
    case 'json':
      return JSON.stringify({ text: inner });
    default:
      return { value: inner };
  }
}
