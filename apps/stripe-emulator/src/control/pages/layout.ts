import type { Emulator } from '../../core/emulator.js';
import type { RawHash } from '../../core/params.js';
import type { PageResponse } from '../../core/resource.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import { page } from '../../pages/page.js';
import { alert, badge, notice } from '../../pages/parts.js';

export const HOME = '/_emulator';
export const UI = '/_emulator/ui';

const PLACES = [
  [HOME, 'Overview'],
  [`${UI}/requests`, 'Requests'],
  [`${UI}/webhooks`, 'Webhooks'],
  [`${UI}/objects`, 'Objects'],
  [`${UI}/faults`, 'Faults'],
] as const;

/** What a control page is made from. */
export interface Visit {
  readonly emulator: Emulator;
  readonly path: Readonly<Record<string, string>>;
  readonly query: RawHash;
}

/** Reads the page again while nobody is busy in it, and puts in what has changed. */
const LIVE = `
const isBusy = (live) => live.contains(document.activeElement) || String(getSelection()) !== '' || live.querySelector('details[open]');
const renew = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const live of document.querySelectorAll('[data-live]')) {
    const fresh = next.getElementById(live.id);
    if (fresh !== null && !isBusy(live) && fresh.innerHTML !== live.innerHTML) live.innerHTML = fresh.innerHTML;
  }
};
setInterval(() => { if (!document.hidden) renew(); }, 2000);
`;

/** A page of the control desk. Parts in `live()` renew themselves. */
export function controlPage(
  { emulator, query }: Visit,
  place: (typeof PLACES)[number][0],
  title: string,
  body: Html,
  status = 200,
): PageResponse {
  const done = textOf(query, 'done');
  const problem = textOf(query, 'problem');
  const links = PLACES.map(
    ([address, name]) => html`<a href="${address}" ${address === place && html`aria-current="page"`}>${name}</a>`,
  );
  return page({
    title: `${title} - Stripe emulator`,
    status,
    isWide: true,
    top: live('clock', clockLine(emulator)),
    script: LIVE,
    body: html`<nav class="places" aria-label="Control">${links}</nav>
      <h1>${title}</h1>
      ${problem === '' ? null : alert([problem])}${done === '' ? null : notice(done, 'ok')}${body}`,
  });
}

function clockLine({ clock }: Emulator): Html {
  const at = new Date(clock.nowMs);
  const text = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return html`<time datetime="${at.toISOString()}">${text}</time> ${clock.isFrozen && badge('Frozen', 'warn')}`;
}

/** A part that is kept up to date. @param id unique on the page */
export function live(id: string, content: Piece): Html {
  return html`<div id="${id}" data-live>${content}</div>`;
}

/** A form that makes a call of the control API and comes back. @param call e.g. `POST /_emulator/clock` */
export function callForm(call: string, back: string, content: Piece, className = 'inline'): Html {
  return html`<form class="${className}" method="post" action="${UI}/act">
    <input type="hidden" name="call" value="${call}" /><input type="hidden" name="back" value="${back}" />${content}
  </form>`;
}

/** One value that goes with a form. */
export function hidden(name: string, value: string | number | boolean): Html {
  return html`<input type="hidden" name="${name}" value="${String(value)}" />`;
}

/** The time of day on the emulator's clock. */
export function timeOf(milliseconds: number): Html {
  const at = new Date(milliseconds).toISOString();
  return html`<time class="nowrap" datetime="${at}">${at.slice(11, 23)}</time>`;
}

export function textOf(query: RawHash, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

/** Whether a type is Stripe's, not something that the emulator keeps for itself. */
export function isPublic(object: string): boolean {
  return !object.startsWith('_') && !object.startsWith('emulator.');
}

/** Where an object is shown. */
export function objectLink(id: string): Html {
  return html`<a class="mono" href="${UI}/objects/${encodeURIComponent(id)}">${id}</a>`;
}
