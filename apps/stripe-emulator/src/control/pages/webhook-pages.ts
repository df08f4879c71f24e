import type Stripe from 'stripe';
import type { Emulator } from '../../core/emulator.js';
import type { PageResponse } from '../../core/resource.js';
import { html, type Html } from '../../pages/html.js';
import { button, statusBadge, table } from '../../pages/parts.js';
import { webhookEndpoints } from '../../webhooks/webhook-endpoint.resource.js';
import { callForm, controlPage, hidden, live, objectLink, UI, type Visit } from './layout.js';
import { attemptTable } from './tables.js';

const PLACE = `${UI}/webhooks`;

/** Endpoints, and every attempt to reach them. */
export function webhookList(visit: Visit): PageResponse {
  const { webhooks } = visit.emulator;
  const other = webhooks.mode === 'auto' ? 'hold' : 'auto';
  const mode = html`${hidden('mode', other)}${button(other === 'hold' ? 'Hold deliveries' : 'Deliver by themselves', { look: 'quiet' })}`;
  const flush = button('Deliver what is due', { look: 'quiet' });
  return controlPage(
    visit,
    PLACE,
    'Webhooks',
    html`<section class="card">
        <h2>Endpoints</h2>
        ${live('endpoints', endpointTable(visit.emulator))}
      </section>
      <section class="card">
        <h2>Deliveries</h2>
        <p class="note">${live('waiting', html`${webhooks.waiting} waiting. Mode: ${webhooks.mode}.`)}</p>
        <div class="inline">
          ${callForm('POST /_emulator/deliveries/flush', PLACE, flush)}${callForm('POST /_emulator/webhooks', PLACE, mode)}
        </div>
        ${live('attempts', attemptTable(webhooks.attempts.latest(200), 'Nothing has been sent yet.'))}
      </section>`,
  );
}

function endpointTable({ store, platforms }: Emulator): Html {
  const all: readonly Stripe.WebhookEndpoint[] = platforms.all.flatMap(({ id }) =>
    store.all(webhookEndpoints, id).map((row) => row.object),
  );
  const rows = all.map((endpoint) => [
    objectLink(endpoint.id),
    endpoint.url,
    endpoint.enabled_events.slice(0, 3).join(', ') + (endpoint.enabled_events.length > 3 ? ', ...' : ''),
    statusBadge(endpoint.status),
  ]);
  const headings = ['Endpoint', 'Address', 'Events', 'Status'];
  return table({ headings, rows, empty: 'No endpoint is registered: create one with POST /v1/webhook_endpoints.' });
}
