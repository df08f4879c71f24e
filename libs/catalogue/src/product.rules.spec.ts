import { SellerEntity } from '@guildhall/database';
import { currencyRule } from '@guildhall/money';
import * as fc from 'fast-check';
import { SellerNotReady } from './catalogue.errors.js';
import { assertCanSell, assertChargeable } from './product.rules.js';

describe('prices', () => {
  it.each([
    [1_800n, 'usd'],
    [1_000n, 'jpy'],
    [5_120n, 'kwd'],
    [100n, 'isk'],
  ])('may be %s %s', (priceMinor, currency) => {
    expect(() => {
      assertChargeable(priceMinor, currency);
    }).not.toThrow();
  });

  it('story 17: 5.123 KWD is refused with the reason', () => {
    expect(() => {
      assertChargeable(5_123n, 'kwd');
    }).toThrow('A price in KWD must be a multiple of 10 minor units: Stripe charges no finer amounts.');
  });

  it('are those that Stripe can charge, in every currency', () => {
    const currency = fc.constantFrom('usd', 'eur', 'jpy', 'krw', 'kwd', 'bhd', 'isk', 'huf', 'ugx', 'twd');
    fc.assert(
      fc.property(currency, fc.bigInt({ min: 1n, max: 99_999_999n }), (code, priceMinor) => {
        const isWhole = priceMinor % currencyRule(code).chargeStepMinor === 0n;
        let isTaken = true;
        try {
          assertChargeable(priceMinor, code);
        } catch {
          isTaken = false;
        }
        expect(isTaken).toBe(isWhole);
      }),
    );
  });
});

describe('a seller who is not ready', () => {
  it('is told each missing requirement once, overdue ones first', () => {
    const seller = Object.assign(new SellerEntity(), {
      stripeAccountId: 'acct_1',
      deauthorizedAt: null,
      transfers: 'inactive',
      cardPayments: 'active',
      serviceAgreement: 'full',
      disabledReason: 'requirements.past_due',
      requirements: { pastDue: ['individual.id_number'], currentlyDue: ['external_account', 'individual.id_number'] },
    });
    const refusal = (() => {
      try {
        assertCanSell(seller);
      } catch (error) {
        return error;
      }
      return null;
    })();
    if (!(refusal instanceof SellerNotReady)) throw new Error('it must be refused');
    expect(refusal.detail).toEqual({
      missing: ['individual.id_number', 'external_account'],
      disabledReason: 'requirements.past_due',
    });
  });
});
