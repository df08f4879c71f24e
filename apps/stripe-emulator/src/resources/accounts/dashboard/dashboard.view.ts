import type Stripe from 'stripe';
import { balanceTransactions } from '../../../core/book.js';
import type { Context } from '../../../core/context.js';
import type { PageResponse, Resource } from '../../../core/resource.js';
import { html, type Html } from '../../../pages/html.js';
import { page } from '../../../pages/page.js';
import { actions, badge, button, day, money, pairs, shortDay, statusBadge, table } from '../../../pages/parts.js';

const ROWS = 20;

/** What the seller sees: money, payouts, disputes, account, and the way out. */
export function dashboardPage(own: Context, account: Stripe.Account): PageResponse {
  const name = account.business_profile?.name ?? account.company?.name ?? account.individual?.first_name ?? account.id;
  return page({
    title: 'Express dashboard',
    body: html`<h1>${name}</h1>
      ${balanceOf(own, account)}${payoutsOf(own)}${activityOf(own)}${disputesOf(own)}${detailsOf(account)}${disconnectForm()}`,
  });
}

function balanceOf(own: Context, account: Stripe.Account): Html {
  const held = own.book.currencies(account.id);
  const currencies = held.length === 0 ? [account.default_currency ?? 'usd'] : held;
  const figures = currencies.map((currency) => {
    const { available, pending } = own.book.balance(account.id, currency, own.now);
    return html`<div>
        <p class="note">Available (${currency.toUpperCase()})</p>
        <p class="amount">${money(available, currency)}</p>
      </div>
      <div>
        <p class="note">On the way (${currency.toUpperCase()})</p>
        <p class="amount">${money(pending, currency)}</p>
      </div>`;
  });
  return html`<section class="card">
    <h2>Balance</h2>
    <div class="figures">${figures}</div>
  </section>`;
}

/** The newest objects of this account. */
function newest<T>(own: Context, object: string): readonly T[] {
  const resource = own.engine.resource(object);
  if (resource === undefined) return [];
  return own.store.page(resource, own.account, { limit: ROWS }).rows.map((row) => row.object as unknown as T);
}

function payoutsOf(own: Context): Html {
  const rows = newest<Stripe.Payout>(own, 'payout').map((payout) => [
    shortDay(payout.arrival_date),
    html`${statusBadge(payout.status)} ${payout.failure_message}`,
    money(payout.amount, payout.currency),
  ]);
  return html`<section class="card">
    <h2>Payouts</h2>
    ${table({ headings: ['Arrives', 'Status', 'Amount'], rows, right: [2], empty: 'No payouts yet.' })}
  </section>`;
}

function activityOf(own: Context): Html {
  const resource: Resource<Stripe.BalanceTransaction> = balanceTransactions;
  const { rows } = own.store.page(resource, own.account, { limit: ROWS });
  const cells = rows.map(({ object }) => [
    shortDay(object.created),
    object.type.replaceAll('_', ' '),
    money(object.fee, object.currency),
    money(object.net, object.currency),
  ]);
  const headings = ['Date', 'Type', 'Fee', 'Net'];
  return html`<section class="card">
    <h2>Activity</h2>
    ${table({ headings, rows: cells, right: [2, 3], empty: 'Nothing has been paid yet.' })}
  </section>`;
}

function dueBy({ evidence_details: { due_by: at } }: Stripe.Dispute): string {
  return at === null ? '' : `, answer until ${day(at)}`;
}

function disputesOf(own: Context): Html {
  const rows = newest<Stripe.Dispute>(own, 'dispute').map((dispute) => [
    shortDay(dispute.created),
    html`${statusBadge(dispute.status)}
      <p class="note">${dispute.reason.replaceAll('_', ' ')}${dueBy(dispute)}</p>`,
    money(dispute.amount, dispute.currency),
  ]);
  const headings = ['Opened', 'Status', 'Amount'];
  return html`<section class="card">
    <h2>Disputes</h2>
    ${table({ headings, rows, right: [2], empty: 'No disputes.' })}
  </section>`;
}

const yesNo = (isOn: boolean): Html => (isOn ? badge('Enabled', 'ok') : badge('Disabled', 'danger'));

function detailsOf(account: Stripe.Account): Html {
  const bank = account.external_accounts?.data[0];
  const due = account.requirements?.currently_due ?? [];
  return html`<section class="card">
    <h2>Account</h2>
    ${pairs([
      ['Account', html`<code>${account.id}</code>`],
      ['Payments', yesNo(account.charges_enabled)],
      ['Payouts', yesNo(account.payouts_enabled)],
      ['Bank account', bank === undefined ? 'none' : `ending in ${bank.last4}`],
      ['Information due', due.length === 0 ? 'none' : due.map((field) => html`<code>${field}</code> `)],
    ])}
  </section>`;
}

/** Twice asked, because it cannot be taken back here. */
function disconnectForm(): Html {
  const sure = button('Disconnect', { name: 'action', value: 'disconnect', look: 'danger' });
  return html`<section class="card">
    <h2>Connected platform</h2>
    <p>The platform that sent you here acts for this account.</p>
    <details>
      <summary>Disconnect from the platform</summary>
      <form method="post">
        <p>It can then neither charge for you nor see this account any more.</p>
        ${actions(sure)}
      </form>
    </details>
  </section>`;
}
