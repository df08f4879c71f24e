import { type AdminApi, createAdminApi } from '@guildhall/api-client';
import { guestPays } from './spec-support/guest-order.js';
import type { Visitor } from './spec-support/visitor.js';
import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Operators look after what runs underneath', (house) => {
  let operator: Visitor;
  let api: AdminApi;
  let orderId: string;
  beforeAll(async () => {
    const { run } = house();
    api = createAdminApi(run.urls['admin-api'], { token: house().login('operator').token });
    [operator, { orderId }] = await Promise.all([house().signsIn('operator'), guestPays(run, ['Tea bowl'])]);
  });
  afterAll(async () => {
    expect(operator.errors).toEqual([]);
    await operator.leaves();
  });

  const eventually = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
    for (let waited = 0; waited < 30_000; waited += 100) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not happen');
  };
  const visits = async (path: string, name: string): Promise<void> => {
    await operator.opens(`/operator${path}`);
    expect(await operator.findingsOnPage(name)).toEqual([]);
  };
  const confirms = async (dialogName: string, button: string, result: string | RegExp): Promise<void> => {
    const dialog = operator.page.getByRole('dialog', { name: dialogName });
    await dialog.getByRole('button', { name: button }).click();
    await dialog.getByRole('status').getByText(result).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('read the books: an entry with two equal sides, and a trial balance at a moment that is nothing', async () => {
    const { page } = operator;
    const entry = await eventually(async () => {
      const { data } = await api.GET('/v1/ledger/entries', { params: { query: { orderId, limit: 1 } } });
      return data[0];
    });
    await visits(`/ledger/entries?orderId=${orderId}`, 'operator-ledger-entries');
    await visits(`/ledger/entries/${entry.entryId}`, 'operator-ledger-entry');
    await page.getByText(/^Debit (\S+) = Credit \1$/).waitFor();
    await page.getByTitle('stripe_balance:platform').click();
    await page.getByRole('heading', { name: 'Balance at Stripe · Platform', level: 1 }).waitFor();
    await page.getByText('stripe_balance:platform', { exact: true }).waitFor();
    expect(await operator.findingsOnPage('operator-ledger-account')).toEqual([]);
    await visits('/ledger', 'operator-ledger');
    await page.getByRole('link', { name: 'Trial balance' }).click();
    await page.getByLabel('As of').fill('2100-01-01T00:00');
    await page.getByText('Debits equal credits in every currency.').waitFor();
    await page.getByText('Difference $0.00').waitFor();
    expect(await operator.findingsOnPage('operator-trial-balance')).toEqual([]);
    await page.getByLabel('As of').fill('2001-01-01T00:00');
    await page.getByText('Debit $0.00').waitFor();
  });

  it('compare with Stripe, see how far it is, and settle what was done by hand', async () => {
    const { page } = operator;
    const { stripe } = house().run;
    const byHand = await fetch(`${stripe.apiBase}/v1/charges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripe.secretKey}` },
      body: new URLSearchParams({ amount: '4321', currency: 'usd', source: 'tok_visa' }),
    });
    expect(byHand.status).toBe(200);
    const { balance_transaction: transaction } = (await byHand.json()) as { balance_transaction: string };
    await visits('/reconciliation', 'operator-reconciliation');
    await page.getByRole('button', { name: 'Compare now' }).dblclick();
    await page.getByText(/differences? (is|are) open\./).waitFor();
    expect(await operator.findingsOnPage('operator-reconciliation-run')).toEqual([]);
    await page.getByRole('link', { name: 'Reconciliation' }).click();
    await page.getByRole('link', { name: 'Differences' }).click();
    const row = page.getByRole('row').filter({ has: page.getByTitle(transaction) });
    await row.getByRole('button', { name: 'Settle…' }).click();
    await page.getByLabel('Why').fill('A test charge made by hand.');
    await confirms('Settle this difference', 'Settle', 'The difference is settled.');
    await row.getByText('A test charge made by hand.').waitFor();
    expect(await operator.findingsOnPage('operator-differences')).toEqual([]);
  });

  it('find an event, read it, and have it handled again', async () => {
    const { page } = operator;
    await visits('/webhook-events?type=account.updated&state=processed', 'operator-webhook-events');
    await page.getByRole('link', { name: 'account.updated' }).first().click();
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.getByText('capabilities').first().waitFor();
    expect(await operator.findingsOnPage('operator-webhook-event')).toEqual([]);
    await page.getByRole('button', { name: 'Replay…' }).click();
    await page.getByText('account.updated was applied already.').waitFor();
    await confirms('Replay this event', 'Replay', 'It waits for the worker; this page follows.');
    await page.getByText('Processed').waitFor();
    await page.goBack();
    expect(new URL(page.url()).search).toContain('type=account.updated');
  });

  it('have many events of a filter handled again, and watch it; look for missing ones', async () => {
    const { page } = operator;
    await operator.opens('/operator/webhook-events?type=account.application.authorized&state=ignored');
    await page.getByRole('button', { name: 'Replay many…' }).click();
    await page.getByRole('button', { name: 'Replay', exact: true }).dblclick();
    await page
      .getByRole('status')
      .getByText(/^\d+ events are handled again\./)
      .waitFor();
    await page.getByRole('link', { name: 'Watch how far it is' }).click();
    await page.getByText(/^\d+ events were handled\./).waitFor();
    expect(await operator.findingsOnPage('operator-webhook-run')).toEqual([]);
    await operator.opens('/operator/webhook-events');
    await page.getByRole('button', { name: 'Look for missing events…' }).click();
    await confirms(
      'Look for events that never came',
      'Ask Stripe now',
      /The worker looks through the events of \d+ accounts/,
    );
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('link', { name: 'Look for missing events' }).waitFor();
    expect(await page.getByRole('link', { name: 'Replay of many events' }).count()).toBe(1);
    expect(await operator.findingsOnPage('operator-webhook-runs')).toEqual([]);
  });

  it('simulate a commission rule, write it, and end it', async () => {
    const { page } = operator;
    await visits('/commission-rules/new', 'operator-new-rule');
    await page.getByLabel('For', { exact: true }).selectOption('category');
    await page.getByLabel('Category').first().fill('journeys');
    await page.getByLabel('Category').last().fill('journeys');
    await page.getByLabel('Percent of the line').fill('12,5');
    await page.getByLabel('Fixed amount').fill('1,50');
    await page.getByText('12.5% of $100.00 + $1.50 = $14.00 (Category rule, version 1)').waitFor();
    await page.getByText('10% of $100.00 = $10.00 (Platform rule, version 1)').waitFor();
    await page.getByRole('button', { name: 'Write this version…' }).click();
    await page.getByText('takes of each order line: 12.5%, plus $1.50.').waitFor();
    await confirms('Write this version', 'Write 12.5%', 'Version 1 is written.');
    const row = page.getByRole('row').filter({ hasText: 'journeys' });
    await row.getByText('12.5%, plus $1.50').waitFor();
    await row.getByRole('button', { name: 'End…' }).click();
    await page.getByLabel('Ends').fill('2020-03-01T12:00');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Choose a moment that is still to come.').waitFor();
    expect(await operator.findingsOnPage('operator-end-rule')).toEqual([]);
    await page.getByLabel('Ends').fill('2199-03-01T12:00');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(/apply to no order placed after Mar 1, 2199/).waitFor();
    await confirms('End this rule', 'End it then', /^The rule ends on Mar 1, 2199/);
    await row.getByText('Mar 1, 2199').waitFor();
    await row.getByRole('button', { name: 'End earlier…' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await confirms('End this rule', 'End it now', 'The rule has ended.');
    await row.getByRole('button', { name: 'End earlier…' }).waitFor({ state: 'detached' });
    expect(await operator.findingsOnPage('operator-commission-rules')).toEqual([]);
  });

  it('change somebody’s roles, and see it in the audit log', async () => {
    const { page } = operator;
    await visits('/users?email=edsger', 'operator-users');
    await page.getByRole('link', { name: 'Edsger' }).click();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByLabel('Buyer').check(); // the button below is no longer disabled, and looks so at once
    expect(await operator.findingsOnPage('operator-user')).toEqual([]);
    await page.emulateMedia({ reducedMotion: null });
    await page.getByRole('button', { name: 'Change roles…' }).click();
    await confirms('Change these roles', 'Change roles', /Edsger.* acts as: Buyer, Seller\./);
    await page.getByRole('link', { name: 'Show in the audit log' }).last().click();
    await page.getByText('Before: Seller · After: Buyer, Seller').waitFor();
    expect(await operator.findingsOnPage('operator-audit-log')).toEqual([]);
    await page.getByRole('row').filter({ hasText: 'Changed roles' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: /Edsger/, level: 1 }).waitFor();
  });

  it('see how every process is, also those that no page reaches', async () => {
    await visits('/health', 'operator-health');
    const processes = operator.page.getByRole('table', { name: 'Processes' });
    for (const name of ['Buyers’ API', 'Sellers’ API', 'Operators’ API', 'Webhook ingest', 'Worker'])
      await processes.getByRole('row', { name: `${name} Ready` }).waitFor();
  });

  it.each([
    ['/operations', 'operations'],
    ['/domain-events', 'domain-events'],
    ['/shipping-rules', 'shipping-rules'],
    ['/account', 'account'],
  ])('see %s', async (path, name) => {
    await visits(path, `operator-${name}`);
  });

  it('open one operation and one domain event from their lists', async () => {
    const { page } = operator;
    await operator.opens('/operator/operations?kind=account.create');
    await page.getByRole('link', { name: 'Open a connected account' }).first().click();
    await page.getByText('What is sent to Stripe').waitFor();
    expect(await operator.findingsOnPage('operator-operation')).toEqual([]);
    await operator.opens('/operator/domain-events?type=seller.readiness_changed');
    await page.getByRole('link', { name: 'Seller’s readiness changed' }).first().click();
    await page.getByText('What it says').waitFor();
    expect(await operator.findingsOnPage('operator-domain-event')).toEqual([]);
  });
});
