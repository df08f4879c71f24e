import type { Emulator } from '../../core/emulator.js';
import { html, type Html } from '../../pages/html.js';
import { badge, table } from '../../pages/parts.js';
import type { Attempt } from '../../webhooks/attempt.js';
import { objectLink, timeOf, UI } from './layout.js';

function answerBadge(status: number): Html {
  return badge(String(status), status < 400 ? 'ok' : status < 500 ? 'warn' : 'danger');
}

/** The latest requests of the API. */
export function requestTable({ requests }: Emulator, limit: number): Html {
  const rows = requests
    .latest(limit)
    .map((entry) => [
      timeOf(entry.atMs),
      answerBadge(entry.status),
      html`<a class="mono" href="${UI}/requests/${entry.id}">${entry.method} ${entry.path}</a>`,
      entry.tookMs.toFixed(1),
      entry.account === null ? null : objectLink(entry.account),
      entry.error,
    ]);
  return table({
    headings: ['Time', 'Status', 'Call', 'ms', 'Account', 'Error'],
    rows,
    right: [3],
    empty: 'No request has come in yet. Point an SDK at this address.',
  });
}

const OUTCOMES = {
  delivered: badge('Delivered', 'ok'),
  failed: badge('Failed', 'danger'),
  given_up: badge('Given up', 'danger'),
  dropped: badge('Dropped', 'warn'),
} as const;

/** Attempts to deliver events. */
export function attemptTable(attempts: readonly Attempt[], empty: string): Html {
  const rows = attempts.map((entry) => [
    timeOf(entry.atMs),
    html`${OUTCOMES[entry.outcome]} ${entry.status ?? entry.error}`,
    html`<a class="mono" href="${UI}/objects/${entry.event}">${entry.type}</a>`,
    entry.url,
    entry.attempt,
    entry.tookMs.toFixed(1),
  ]);
  return table({ headings: ['Time', 'Outcome', 'Event', 'To', 'Attempt', 'ms'], rows, right: [5], empty });
}
