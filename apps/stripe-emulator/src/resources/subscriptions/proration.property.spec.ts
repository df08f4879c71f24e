import fc from 'fast-check';
import type Stripe from 'stripe';
import { addIntervals, periodAround } from './cycle.js';
import { shareAfter } from './proration.js';
import { BillingDesk, NEW_YEAR } from './testing/billing-desk.js';

const amount = fc.integer({ min: -10_000_000, max: 10_000_000 });
const length = fc.integer({ min: 1, max: 400 * 86_400 });

describe('proration adds up', () => {
  it('charges nothing more for a switch there and back at the same second', () => {
    fc.assert(
      fc.property(amount, amount, length, fc.double({ min: 0, max: 1, noNaN: true }), (old, next, seconds, part) => {
        const period = { start: NEW_YEAR, end: NEW_YEAR + seconds };
        const at = NEW_YEAR + Math.floor(seconds * part);
        const there = shareAfter(-old, period, at) + shareAfter(next, period, at);
        const back = shareAfter(-next, period, at) + shareAfter(old, period, at);
        return there + back === 0;
      }),
    );
  });

  it('gives all of a period at its start, nothing at its end, and never more as time goes on', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), length, fc.nat(1000), fc.nat(1000), (whole, seconds, first, second) => {
        const period = { start: NEW_YEAR, end: NEW_YEAR + seconds };
        const [early, late] = [Math.min(first, second), Math.max(first, second)].map(
          (part) => NEW_YEAR + Math.floor((seconds * part) / 1000),
        ) as [number, number];
        expect(shareAfter(whole, period, period.start)).toBe(whole);
        expect(shareAfter(whole, period, period.end)).toBe(0);
        expect(shareAfter(whole, period, late)).toBeLessThanOrEqual(shareAfter(whole, period, early));
      }),
    );
  });

  it('finds periods that follow one another without gaps and hold the moment', () => {
    const interval = fc.record({
      interval: fc.constantFrom('day', 'week', 'month', 'year'),
      interval_count: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1e9, max: 2e9 }),
        fc.integer({ min: 1e9, max: 2.1e9 }),
        interval,
        (anchor, at, every) => {
          const { start, end } = periodAround(anchor, every, at);
          expect(start <= at && at < end).toBe(true);
          expect(periodAround(anchor, every, end).start).toBe(end);
          expect(periodAround(anchor, every, start - 1).end).toBe(start);
        },
      ),
    );
    const lastOfJanuary = Date.UTC(2031, 0, 31) / 1000;
    const ends = [1, 2, 3].map((n) => addIntervals(lastOfJanuary, { interval: 'month', interval_count: 1 }, n));
    expect(ends.map((end) => new Date(end * 1000).getUTCDate())).toEqual([28, 31, 30]);
  });

  it('leaves nothing to pay after any switches that end where they began', async () => {
    const desk = await BillingDesk.open();
    try {
      const { stripe } = desk;
      const prices = await Promise.all([999, 2050, 10_007].map((unit) => desk.price(unit)));
      const { clock, customer } = await desk.customer();
      const [home = ''] = prices;
      const { id, items } = await desk.subscribe(customer, home, { items: [{ price: home, quantity: 3 }] });
      await desk.advance(clock, NEW_YEAR + 1_234_567);
      const change = (price: string, quantity: number) =>
        stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', price, quantity }] });
      const random = fc.sample(fc.tuple(fc.constantFrom(...prices), fc.integer({ min: 1, max: 20 })), {
        numRuns: 6,
        seed: 7,
      });
      for (const [price, quantity] of random) await change(price, quantity);
      await change(home, 3);
      const waiting: Stripe.InvoiceItem[] = (await stripe.invoiceItems.list({ customer, pending: true, limit: 100 }))
        .data;
      expect(waiting.reduce((sum, item) => sum + item.amount, 0)).toBe(0);
      expect(waiting.length).toBeGreaterThan(2);
    } finally {
      await desk.close();
    }
  });
});
