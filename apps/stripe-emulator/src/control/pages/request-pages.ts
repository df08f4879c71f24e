import type { RequestDetails } from '../../core/request-log.js';
import type { PageResponse } from '../../core/resource.js';
import { html, type Html } from '../../pages/html.js';
import { pairs } from '../../pages/parts.js';
import { jsonView } from './json-view.js';
import { controlPage, live, objectLink, timeOf, UI, type Visit } from './layout.js';
import { requestTable } from './tables.js';

const PLACE = `${UI}/requests`;

/** What was asked lately. */
export function requestList(visit: Visit): PageResponse {
  const body = html`<section class="card">${live('requests', requestTable(visit.emulator, 200))}</section>`;
  return controlPage(visit, PLACE, 'Requests', body);
}

/** One request with its parameters and its answer. */
export function requestPage(visit: Visit): PageResponse {
  const { emulator, path } = visit;
  const entry = emulator.requests.latest().find(({ id }) => id === path['id']);
  if (entry === undefined)
    return controlPage(visit, PLACE, 'Not found', html`<p class="empty">That request is forgotten.</p>`, 404);
  const details = emulator.requests.details.latest().find(({ id }) => id === entry.id);
  const exists = (id: string): boolean => emulator.store.locate(id) !== undefined;
  const body = html`<section class="card">
      ${pairs([
        ['Time', timeOf(entry.atMs)],
        ['Request', html`<code>${entry.id}</code>`],
        ['Status', entry.status],
        ['Took', `${entry.tookMs.toFixed(2)} ms`],
        ['Account', entry.account === null ? 'none' : objectLink(entry.account)],
        ['Idempotency key', entry.idempotencyKey ?? 'none'],
      ])}
    </section>
    ${details === undefined ? null : detailsOf(details, exists)}`;
  return controlPage(visit, PLACE, `${entry.method} ${entry.path}`, body);
}

function detailsOf({ params, answer }: RequestDetails, exists: (id: string) => boolean): Html {
  return html`<section class="card">
      <h2>Parameters</h2>
      ${jsonView(params, exists)}
    </section>
    <section class="card">
      <h2>Answer</h2>
      ${jsonView(answer, exists)}
    </section>`;
}
