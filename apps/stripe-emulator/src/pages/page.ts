import { createHash } from 'node:crypto';
import type { PageResponse } from '../core/resource.js';
import { html, type Html, raw } from './html.js';
import { PAGE_STYLE } from './page-style.js';

export interface PageDefinition {
  readonly title: string;
  readonly body: Html;
  /** Beside "Stripe emulator" at the top: a badge, usually. Default: "Test mode". Null: no line at the top. */
  readonly top?: Html | null | undefined;
  /** Tables need room; forms do not. Default: narrow. */
  readonly isWide?: boolean;
  /** In a frame of another page: without the line at the top and the margins. */
  readonly isBare?: boolean;
  /** Code that the page brings along; it runs after the body is there. A constant: put data into attributes. */
  readonly script?: string | undefined;
  /** Addresses of scripts on the emulator itself, e.g. `/v3/`. They run before `script`. */
  readonly loads?: readonly string[];
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const STYLE_SOURCE = sourceOf(PAGE_STYLE);

/** A constant that the policy names by its hash. */
function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * A whole page, for a family's `pages`. Nothing but its own style and scripts runs on it (Content-Security-Policy), so
 * write classes instead of `style` attributes and listeners instead of `onclick`.
 */
export function page(definition: PageDefinition): PageResponse {
  const {
    title,
    body,
    top = html`<span class="badge warn">Test mode</span>`,
    isWide = false,
    isBare = false,
    script,
    loads = [],
    status = 200,
    headers = {},
  } = definition;
  const scripts = [...(loads.length === 0 ? [] : ["'self'"]), ...(script === undefined ? [] : [sourceOf(script)])];
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    `script-src ${scripts.length === 0 ? "'none'" : scripts.join(' ')}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
  ].join('; ');
  // Verbatim, because the policy knows both by their hash.
  const style = raw(`<style>${PAGE_STYLE}</style>`);
  const own = script === undefined ? null : raw(`<script>${script}</script>`);
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${style}
      </head>
      <body class="${isBare ? 'bare' : isWide ? 'wide' : ''}">
        ${!isBare && top !== null && html`<header class="top"><b>Stripe emulator</b>${top}</header>`}
        <main>${body}</main>
        ${loads.map((address) => html`<script src="${address}"></script>`)}${own}
      </body>
    </html>`;
  return { status, headers: { ...headers, 'Content-Security-Policy': policy }, body: text.text };
}

/** A page that says why there is nothing else to see. */
export function messagePage(title: string, message: string, status = 200): PageResponse {
  return page({
    title,
    status,
    body: html`<div class="card">
      <h1>${title}</h1>
      <p>${message}</p>
    </div>`,
  });
}
