import fc from 'fast-check';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

let running: RunningEmulator;
let stripe: Stripe;

beforeAll(async () => {
  running = await startEmulator({ seed: '7' });
  stripe = new Stripe('sk_test_properties', sdkOptions(running));
});
afterAll(() => running.stop());

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const amountsOf = (entries: readonly { readonly amount: number }[] | null): number =>
  sum((entries ?? []).map(({ amount }) => amount));

describe('money on invoices', () => {
  it('adds up: lines, discounts and taxes to totals, and credit notes never exceed', async () => {
    const line = fc.record({ amount: fc.integer({ min: -5000, max: 90_000 }), isTaxedItself: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.array(
          fc.oneof(
            fc.record({ percent_off: fc.integer({ min: 1, max: 99 }) }),
            fc.record({ amount_off: fc.integer({ min: 1, max: 9000 }) }),
          ),
          { maxLength: 3 },
        ),
        fc.array(fc.record({ percentage: fc.integer({ min: 0, max: 30_000 }), inclusive: fc.boolean() }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.integer({ min: -20_000, max: 5000 }),
        fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 4 }),
        async (lines, coupons, rates, balance, credits) => {
          const customer = await stripe.customers.create({ balance });
          const discounts = [];
          for (const coupon of coupons)
            discounts.push({
              coupon: (await stripe.coupons.create({ ...coupon, currency: 'usd', duration: 'once' })).id,
            });
          const rateIds = [];
          for (const { percentage, inclusive } of rates)
            rateIds.push(
              (await stripe.taxRates.create({ display_name: 'T', percentage: percentage / 1000, inclusive })).id,
            );
          const draft = await stripe.invoices.create({ customer: customer.id, discounts, default_tax_rates: rateIds });
          const own = rateIds.slice(0, 1);
          const invoice = await stripe.invoices.addLines(draft.id, {
            lines: lines.map(({ amount, isTaxedItself }) => ({ amount, ...(isTaxedItself ? { tax_rates: own } : {}) })),
          });
          assertSums(invoice);
          const final = await stripe.invoices.finalizeInvoice(invoice.id);
          expect(final.ending_balance).toBe(final.starting_balance + final.total - final.amount_due);
          await assertCredits(final, credits);
        },
      ),
      { numRuns: 15, seed: 7 },
    );
  });
});

function assertSums(invoice: Stripe.Invoice): void {
  const lines = invoice.lines.data;
  expect(amountsOf(lines)).toBe(invoice.subtotal);
  const off = lines.map((entry) => amountsOf(entry.discount_amounts));
  expect(sum(off)).toBe(amountsOf(invoice.total_discount_amounts));
  const taxes = lines.flatMap((entry) => entry.taxes ?? []);
  expect(amountsOf(taxes)).toBe(amountsOf(invoice.total_taxes));
  const exclusive = taxes.filter((tax) => tax.tax_behavior === 'exclusive');
  expect(invoice.total).toBe(invoice.subtotal - sum(off) + amountsOf(exclusive));
  expect(invoice.total_excluding_tax).toBe(invoice.total - amountsOf(taxes));
  lines.forEach(({ amount }, index) => {
    if (amount >= 0) expect(amount - (off[index] ?? 0)).toBeGreaterThanOrEqual(0);
  });
}

/** Takes back again and again: what is accepted never adds up to more than there was. */
async function assertCredits(final: Stripe.Invoice, credits: readonly number[]): Promise<void> {
  let credited = 0;
  for (const amount of credits) {
    const { status, amount_remaining: left } = await stripe.invoices.retrieve(final.id);
    if (status !== 'open' && status !== 'paid') return;
    const outside = Math.max(0, amount - left);
    const params = outside === 0 ? {} : { out_of_band_amount: outside };
    const fits = await stripe.creditNotes.create({ invoice: final.id, amount, ...params }).then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ statusCode: 400, param: 'amount' });
        return false;
      },
    );
    if (fits) credited += amount;
    const after = await stripe.invoices.retrieve(final.id);
    expect(after.amount_remaining).toBeGreaterThanOrEqual(0);
    expect(after.pre_payment_credit_notes_amount + after.post_payment_credit_notes_amount).toBe(credited);
  }
  expect(credited).toBeLessThanOrEqual(Math.max(final.total, final.amount_due, 0));
}
