import Stripe from 'stripe';
import { startEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

it('shows the receipt at receipt_url, with what was refunded', async () => {
  const running = await startEmulator();
  try {
    const stripe = new Stripe('sk_test_receipts', sdkOptions(running));
    const charge = await stripe.charges.create({ amount: 1234, currency: 'usd', source: 'tok_visa' });
    await stripe.refunds.create({ charge: charge.id, amount: 234 });
    const page = await (await fetch(charge.receipt_url ?? '')).text();
    expect(page).toMatch(/\$12\.34[^]*visa ending in 4242[^]*\$2\.34/);
    expect((await fetch(`${running.url}/receipts/payment/ch_none`)).status).toBe(404);
  } finally {
    await running.stop();
  }
});
