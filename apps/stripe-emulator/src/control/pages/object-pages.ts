import { events } from '../../core/events.js';
import type { Emulator } from '../../core/emulator.js';
import type { ApiObject, PageResponse, Resource } from '../../core/resource.js';
import type { Row } from '../../core/row.js';
import { present } from '../../core/view.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import { button, field, money, select, shortDay, statusBadge, table } from '../../pages/parts.js';
import { jsonView } from './json-view.js';
import { callForm, controlPage, isPublic, objectLink, textOf, timeOf, UI, type Visit } from './layout.js';
import { attemptTable } from './tables.js';

const PLACE = `${UI}/objects`;
const ROWS = 50;
/** How many of an account's latest events are searched for those of an object. */
const EVENTS = 100;

/** Objects by type, account and id. */
export function objectList(visit: Visit): PageResponse {
  const { emulator, query } = visit;
  const account = textOf(query, 'account') || emulator.platforms.default.id;
  const id = textOf(query, 'id').trim();
  if (id !== '') return { redirect: `${PLACE}/${encodeURIComponent(id)}` };
  const counts = [...emulator.registry.resources.values()]
    .filter(({ object }) => isPublic(object))
    .map((resource) => ({ resource, count: emulator.store.count(resource.object, account) }))
    .filter(({ count }) => count > 0);
  const type = textOf(query, 'type') || (counts[0]?.resource.object ?? '');
  const chosen = counts.find(({ resource }) => resource.object === type)?.resource;
  const types = counts.map(({ resource: { object }, count }): [string, string] => [object, `${object} (${count})`]);
  return controlPage(
    visit,
    PLACE,
    'Objects',
    html`<section class="card columns">
        <form method="get">
          ${select({ label: 'Account', name: 'account', value: account, options: accountsOf(emulator) })}
          ${select({ label: 'Type', name: 'type', value: type, options: types })}
          <div class="actions">${button('Show', { look: 'quiet' })}</div>
        </form>
        <form method="get">
          ${field({ label: 'Find by id', name: 'id', placeholder: 'pi_..., cus_..., evt_...' })}
          <div class="actions">${button('Find', { look: 'quiet' })}</div>
        </form>
      </section>
      <section class="card">${chosen === undefined ? emptyType() : typeTable(emulator, chosen, account)}</section>`,
  );
}

const emptyType = (): Html => html`<p class="empty">This account has none of these yet.</p>`;

/** Platforms, and the newest accounts connected to them. */
function accountsOf({ platforms, registry, store }: Emulator): [string, string][] {
  const resource = registry.resources.get('account');
  return platforms.all.flatMap(({ id }) => {
    const connected = resource === undefined ? [] : store.page(resource, id, { limit: 100 }).rows;
    const others = connected.map((row) => row.object.id).filter((other) => other !== id);
    return [[id, `${id} (platform)`] as [string, string], ...others.map((other): [string, string] => [other, other])];
  });
}

function typeTable({ store }: Emulator, resource: Resource, account: string): Html {
  const { rows, hasMore } = store.page(resource, account, { limit: ROWS });
  const cells = rows.map((row) => [linkOf(row), createdOf(row.object), summaryOf(row.object)]);
  return html`${table({ headings: ['Id', 'Created', 'In short'], rows: cells, empty: 'None.' })}
  ${hasMore && html`<p class="note">The newest ${ROWS} are shown.</p>`}`;
}

/** Ids that clients choose belong to an account and a type. */
function linkOf({ object, resource, account }: Row): Html {
  if (!resource.hasClientIds) return objectLink(object.id);
  const address = `${PLACE}/${encodeURIComponent(object.id)}?type=${resource.object}&account=${account}`;
  return html`<a class="mono" href="${address}">${object.id}</a>`;
}

function createdOf(object: ApiObject): Piece {
  const { created } = object as { created?: unknown };
  return typeof created === 'number' ? html`${shortDay(created)} ${timeOf(created * 1000)}` : null;
}

function summaryOf(object: ApiObject): Html {
  const { amount, currency, status, ...fields } = object as unknown as Readonly<Record<string, unknown>>;
  const words = ['type', 'email', 'name', 'description', 'url'].map((name) => fields[name]);
  return html`${typeof amount === 'number' && typeof currency === 'string' && html`${money(amount, currency)} `}
  ${typeof status === 'string' && statusBadge(status)} ${words.filter((word) => typeof word === 'string').join(' · ')}`;
}

/** One object as JSON, with what happened to it. */
export function objectPage(visit: Visit): PageResponse {
  const { emulator, path, query } = visit;
  const id = path['id'] ?? '';
  const { store } = emulator;
  const row = store.locate(id) ?? store.find(textOf(query, 'type'), textOf(query, 'account'), id);
  if (row === undefined || !isPublic(row.resource.object)) {
    const missing = html`<p class="empty">There is no object with the id <code>${id}</code>.</p>`;
    return controlPage(visit, PLACE, 'Not found', missing, 404);
  }
  const ctx = emulator.context(row.account, emulator.platforms.ownerOf(row.account));
  const shown = row.isDeleted ? row.object : present(row.resource, row.object, ctx.view);
  const isEvent = row.resource.object === 'event';
  return controlPage(
    visit,
    PLACE,
    row.resource.object.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()),
    html`<p>
        <code>${id}</code> <span class="note">of account ${objectLink(row.account)}</span>
        ${row.isDeleted && statusBadge('deleted')}
      </p>
      ${isEvent ? deliveriesOf(emulator, id) : null}
      <section class="card">${jsonView(shown, (other) => other !== id && store.locate(other) !== undefined)}</section>
      ${isEvent ? null : eventsOf(emulator, row)}`,
  );
}

function deliveriesOf({ webhooks }: Emulator, id: string): Html {
  const attempts = webhooks.attempts.latest().filter(({ event }) => event === id);
  const resend = callForm(
    `POST /_emulator/events/${id}/resend`,
    `${PLACE}/${id}`,
    button('Send again', { look: 'quiet' }),
  );
  return html`<section class="card">
    <h2>Deliveries</h2>
    ${resend}${attemptTable(attempts, 'It went to no endpoint.')}
  </section>`;
}

function eventsOf({ store }: Emulator, { account, object }: Row): Html {
  const found = store
    .page(events, account, { limit: EVENTS })
    .rows.map((row) => row.object)
    .filter((event) => (event.data.object as { id?: string }).id === object.id);
  const rows = found.map((event) => [
    timeOf(event.created * 1000),
    html`<a class="mono" href="${PLACE}/${event.id}">${event.type}</a>`,
    event.request?.id,
  ]);
  return html`<section class="card">
    <h2>Events</h2>
    ${table({ headings: ['Time', 'Type', 'Request'], rows, empty: 'No event about it lately.' })}
  </section>`;
}
