import fc from 'fast-check';
import { bodyOf, eventOf, signed, SPEC_SECRETS } from '../spec-support/deliveries.js';
import { verifySignature } from './webhook-signature.js';

const SECRETS = SPEC_SECRETS.platform;
const [FIRST = '', SECOND = ''] = SECRETS;
const NOW_MS = 1_795_305_600_000;
const NOW = NOW_MS / 1_000;
const body = bodyOf(eventOf({ object: { description: 'Größe \ufffd 日本 \u{1f600}' } }));
const refusal = expect.objectContaining({ code: 'webhook_signature_invalid' }) as Error;

const verify = (bytes: Buffer, header: string | undefined, secrets: readonly string[] = SECRETS) => {
  verifySignature(bytes, header, secrets, NOW_MS);
};

describe('verifySignature', () => {
  it.each(SECRETS)('takes what is signed with any active secret, so that one can be rotated out (%s)', (secret) => {
    verify(body, signed(body, secret, NOW));
  });

  it('takes a header with the signatures of an old and a new secret', () => {
    const unknown = signed(body, 'whsec_unknown', NOW).split(',')[1] ?? '';
    verify(body, `${signed(body, SECOND, NOW)},${unknown}`);
    verify(body, `t=${NOW},${unknown},${signed(body, SECOND, NOW).split(',')[1] ?? ''}`);
  });

  it('refuses the secret of another endpoint, and any when there is none', () => {
    const header = signed(body, SPEC_SECRETS.connect[0] ?? '', NOW);
    expect(() => {
      verify(body, header);
    }).toThrow(refusal);
    expect(() => {
      verify(body, header, []);
    }).toThrow(refusal);
  });

  it('refuses a body in which any byte is another', () => {
    const header = signed(body, FIRST, NOW);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const tampered = Buffer.from(body);
        tampered[place] = (tampered[place] ?? 0) ^ change;
        expect(() => {
          verify(tampered, header);
        }).toThrow(refusal);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every single bit flip', () => {
    const short = bodyOf({ id: 'evt_1', text: '\ufffd' });
    const header = signed(short, FIRST, NOW);
    for (let bit = 0; bit < short.length * 8; bit += 1) {
      const tampered = Buffer.from(short);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => {
        verify(tampered, header);
      }).toThrow(refusal);
    }
  });

  it('refuses what is cut off, longer, or marked as UTF-8', () => {
    const header = signed(body, FIRST, NOW);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }), (length, more) => {
        expect(() => {
          verify(body.subarray(0, length), header);
        }).toThrow(refusal);
        expect(() => {
          verify(Buffer.concat([body, more]), header);
        }).toThrow(refusal);
      }),
    );
    expect(() => {
      verify(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]), header);
    }).toThrow(refusal);
  });

  it('does not take bytes that only decode to the signed text', () => {
    const text = Buffer.from('{"a":"\ufffd"}');
    const header = signed(text, FIRST, NOW);
    const lookalike = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(lookalike.toString('utf8')).toBe(text.toString('utf8'));
    expect(() => {
      verify(lookalike, header);
    }).toThrow(refusal);
  });

  it.each([-301, 301, -3_600, 3_599, -86_400 * 365])('refuses what was signed %i s from now', (seconds) => {
    expect(() => {
      verify(body, signed(body, FIRST, NOW + seconds));
    }).toThrow(refusal);
  });

  it.each([-300, -1, 0, 300])('takes what was signed %i s from now', (seconds) => {
    verify(body, signed(body, FIRST, NOW + seconds));
  });

  it.each([
    undefined,
    '',
    'x',
    't=',
    `t=${NOW}`,
    `v1=abc`,
    `t=${NOW},v1=`,
    `t=${NOW},v1=abc`,
    `t=${NOW},v0=${'0'.repeat(64)}`,
    't=NaN,v1=abc',
    't=-1,v1=abc',
    `t=${'9'.repeat(400)},v1=abc`,
    `t=${NOW},t=${NOW},${signed(body, FIRST, NOW).split(',')[1] ?? ''}`,
  ])('refuses the header %j', (header) => {
    expect(() => {
      verify(body, header);
    }).toThrow(refusal);
  });

  it('refuses a changed time, and any header that fuzzing finds', () => {
    const good = signed(body, FIRST, NOW);
    expect(() => {
      verify(body, good.replace(`t=${NOW}`, `t=${NOW + 1}`));
    }).toThrow(refusal);
    fc.assert(
      fc.property(fc.string(), (noise) => {
        expect(() => {
          verify(body, noise);
        }).toThrow(refusal);
        expect(() => {
          verify(body, `t=${NOW},v1=${noise}`);
        }).toThrow(refusal);
      }),
    );
  });

  it('says nothing about secrets or contents', () => {
    try {
      verify(body, signed(body, 'whsec_unknown', NOW));
      throw new Error('was taken');
    } catch (error) {
      expect(String(error)).not.toContain('whsec_');
      expect(String(error)).not.toContain('Größe');
    }
  });
});
