import Stripe from 'stripe';
import { startEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';
import { accountTriggers } from './account.triggers.js';
import { accountsFamily } from './accounts.family.js';

describe('triggers of accounts', () => {
  it('cover every event of the family', () => {
    expect(Object.keys(accountTriggers).sort()).toEqual([...(accountsFamily.events ?? [])].sort());
  });

  it.each(accountsFamily.events ?? [])('make %s happen, in the scope of a connected account', async (type) => {
    const running = await startEmulator({ seed: '7' });
    const response = await fetch(`${running.url}/_emulator/trigger`, {
      method: 'POST',
      body: JSON.stringify({ type }),
    });
    expect(response.status).toBe(200);
    const happened = running.emulator.store
      .rows()
      .filter((row) => row.resource.object === 'event')
      .map((row) => row.object as unknown as Stripe.Event)
      .filter((event) => event.type === type);
    expect(happened.length).toBeGreaterThan(0);
    expect(happened.at(-1)?.account).toMatch(/^acct_/);
    expect(happened.at(-1)?.account).not.toBe(running.account);
    const stripe = new Stripe('sk_test_triggers', sdkOptions(running));
    const connected = await stripe.accounts.list();
    expect(connected.data).toHaveLength(type === 'account.application.deauthorized' ? 0 : 1);
    await running.stop();
  });
});
