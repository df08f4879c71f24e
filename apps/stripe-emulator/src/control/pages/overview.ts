import type { Emulator } from '../../core/emulator.js';
import type { PageResponse } from '../../core/resource.js';
import { html, type Html } from '../../pages/html.js';
import { actions, button, field, select, table } from '../../pages/parts.js';
import { callForm, controlPage, hidden, HOME, isPublic, live, objectLink, UI, type Visit } from './layout.js';
import { attemptTable, requestTable } from './tables.js';

const LATEST = 8;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Everything at a glance, and the things one does most. */
export function overview(visit: Visit): PageResponse {
  const { emulator } = visit;
  return controlPage(
    visit,
    HOME,
    'Overview',
    html`${live('figures', figures(emulator))}
      <div class="columns">
        <section class="card" aria-label="Clock">${clockCard(emulator)}</section>
        <section class="card" aria-label="Events">${triggerCard(emulator)}</section>
      </div>
      <section class="card">
        <h2>Requests</h2>
        ${live('requests', requestTable(emulator, LATEST))}
      </section>
      <section class="card">
        <h2>Webhook deliveries</h2>
        ${live('deliveries', attemptTable(emulator.webhooks.attempts.latest(LATEST), 'Nothing has been sent yet.'))}
      </section>
      <div class="columns">
        <section class="card">
          <h2>Objects</h2>
          ${live('counts', countTable(emulator))}
        </section>
        <section class="card" aria-label="State">${stateCard(emulator)}</section>
      </div>`,
  );
}

function figures({ platforms, store, webhooks, requests }: Emulator): Html {
  const { id, country } = platforms.default;
  return html`<div class="card figures">
    <div>
      <p class="note">Platform account (${country})</p>
      <p>${objectLink(id)}</p>
    </div>
    <div>
      <p class="note">Objects</p>
      <p class="figure">${store.size}</p>
    </div>
    <div>
      <p class="note">Requests remembered</p>
      <p class="figure">${requests.latest().length}</p>
    </div>
    <div>
      <p class="note">Deliveries waiting</p>
      <p class="figure">${webhooks.waiting} <span class="note">(${webhooks.mode})</span></p>
    </div>
  </div>`;
}

function clockCard({ clock }: Emulator): Html {
  const presets: readonly (readonly [string, number])[] = [
    ['1 hour', HOUR],
    ['1 day', DAY],
    ['1 week', 7 * DAY],
    ['30 days', 30 * DAY],
  ];
  const steps = presets.map(([name, seconds]) =>
    callForm(
      'POST /_emulator/clock',
      HOME,
      html`${hidden('advanceSeconds', seconds)}${button(`+ ${name}`, { look: 'small quiet' })}`,
    ),
  );
  const wish = clock.isFrozen ? 'unfreeze' : 'freeze';
  const stand = html`${hidden(wish, true)}${button(clock.isFrozen ? 'Unfreeze' : 'Freeze', { look: 'quiet' })}`;
  const by = field({ label: 'Advance by (seconds)', name: 'advanceSeconds', type: 'number', value: DAY, min: 0 });
  return html`<h2>Clock</h2>
    <p class="note">Everything that is due on the way happens, in order: payouts, renewals, retries.</p>
    <div class="inline">${steps}</div>
    <div class="inline spaced">
      ${callForm(
        'POST /_emulator/clock',
        HOME,
        html`<div>${by}</div>
          ${button('Advance')}`,
      )}
      ${callForm('POST /_emulator/clock', HOME, stand)}
    </div>`;
}

function triggerCard({ registry }: Emulator): Html {
  const types = [...registry.triggers.keys()].sort();
  const type = select({ label: 'Event', name: 'type', options: types.map((name) => [name, name]) });
  const account = field({ label: 'Connected account (optional)', name: 'account', placeholder: 'acct_...' });
  const flush = button('Deliver what is due', { look: 'quiet' });
  return html`<h2>Events</h2>
    <p class="note">Triggers an event with everything it needs, and delivers it.</p>
    ${callForm('POST /_emulator/trigger', HOME, html`${type}${account}${actions(button('Trigger'))}`, '')}
    ${callForm('POST /_emulator/deliveries/flush', HOME, flush, 'inline spaced')}`;
}

function countTable({ registry, store, platforms }: Emulator): Html {
  const rows = [...registry.resources.keys()]
    .filter(isPublic)
    .map((object) => [object, store.count(object, platforms.default.id)] as const)
    .filter(([, count]) => count > 0)
    .map(([object, count]) => [html`<a href="${UI}/objects?type=${object}">${object}</a>`, count]);
  return table({ headings: ['Type', 'Count'], rows, right: [1], empty: 'The account is empty.' });
}

function stateCard({ snapshots }: Emulator): Html {
  const name = field({ label: 'Name', name: 'name', value: 'start' });
  const kept = snapshots.names.map((known) => [
    known,
    callForm(
      'POST /_emulator/restore',
      HOME,
      html`${hidden('name', known)}${button('Restore', { look: 'small quiet' })}`,
    ),
  ]);
  return html`<h2>State</h2>
    ${callForm(
      'POST /_emulator/snapshot',
      HOME,
      html`<div>${name}</div>
        ${button('Take a snapshot', { look: 'quiet' })}`,
    )}
    ${table({ headings: ['Snapshot', ''], rows: kept, right: [1], empty: 'No snapshots yet.' })}
    <details>
      <summary>Reset</summary>
      <p>All objects, events, rules and the time are gone; snapshots stay.</p>
      ${callForm('POST /_emulator/reset', HOME, button('Reset everything', { look: 'danger' }))}
    </details>`;
}
