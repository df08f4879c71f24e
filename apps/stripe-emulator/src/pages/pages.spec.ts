import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';
import { html, raw } from './html.js';
import { page } from './page.js';
import { alert, field, money, table } from './parts.js';

const HOSTILE = '"><script>alert(1)</script>';

describe('the building blocks of pages', () => {
  it('escape what came from outside, wherever it stands', () => {
    expect(html`<p title="${HOSTILE}">${[HOSTILE, null, false, html`<b>${1}</b>`]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;<b>1</b></p>',
    );
    const made = html`${field({ label: HOSTILE, name: 'a[b]', value: HOSTILE, hint: HOSTILE, error: HOSTILE })}
    ${table({ headings: [HOSTILE], rows: [[HOSTILE]], empty: HOSTILE })} ${alert([HOSTILE, HOSTILE])}`;
    expect(made.text).not.toContain('<script>');
    expect(made.text).toContain('aria-describedby="a-b-hint a-b-error"');
    expect(raw('<hr>').text).toBe('<hr>');
  });

  it('allow nothing on a page but what it brings along', () => {
    const script = 'document.title = "<ready>";';
    const { headers, body } = page({ title: HOSTILE, body: html`<p>Hello</p>`, script, loads: ['/v3/'] });
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = headers?.['Content-Security-Policy'] ?? '';
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none';");
    expect(body).toContain(`<script>${script}</script>`);
    expect(body).not.toContain(HOSTILE);
    expect(page({ title: '', body: html`` }).headers?.['Content-Security-Policy']).toContain("script-src 'none'");
  });

  it('write amounts by their currency', () => {
    expect([money(2500, 'usd'), money(-1, 'eur'), money(2500, 'jpy')]).toEqual(['$25.00', '-€0.01', '¥2,500']);
  });
});

describe('pages of another platform than the first', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    const keys = [
      { key: 'sk_test_first', account: 'acct_first' },
      { key: 'sk_test_second', account: 'acct_second', country: 'DE' },
    ];
    running = await startEmulator({ seed: '7', keys });
    stripe = new Stripe('sk_test_second', sdkOptions(running));
  });
  afterAll(() => running.stop());

  it('act for it', async () => {
    const { id } = await stripe.accounts.create({ type: 'express', country: 'DE' });
    const urls = { refresh_url: `${running.url}/_emulator`, return_url: `${running.url}/_emulator?back` };
    const link = await stripe.accountLinks.create({ account: id, type: 'account_onboarding', ...urls });
    const opened = await fetch(link.url);
    expect(await opened.text()).toContain('Your business');
    const form = new URLSearchParams({ step: 'business', action: 'complete' });
    const done = await fetch(opened.url, { method: 'POST', body: form, redirect: 'manual' });
    expect(done.headers.get('location')).toBe(urls.return_url);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ details_submitted: true });
    const intent = await stripe.paymentIntents.create({
      ...{ amount: 2500, currency: 'eur', confirm: true, return_url: running.url },
      ...{ payment_method: 'pm_card_threeDSecure2Required', transfer_data: { destination: id } },
    });
    const challenge = intent.next_action?.redirect_to_url?.url ?? '';
    await fetch(challenge, { method: 'POST', body: 'result=complete', redirect: 'manual' });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge.transfer'] });
    expect(paid).toMatchObject({ status: 'succeeded', latest_charge: { transfer: { destination: id } } });
    const wrong = await fetch(`${challenge}x`);
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
