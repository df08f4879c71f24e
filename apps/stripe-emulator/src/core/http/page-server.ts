import type { ServerResponse } from 'node:http';
import { messagePage } from '../../pages/page.js';
import { PageContext } from '../request-context.js';
import type { Emulator } from '../emulator.js';
import { asStripeError } from '../errors.js';
import type { Page } from '../resource.js';
import { parseForm } from './form-body.js';
import { parseBody } from './request-body.js';
import type { Match } from './router.js';

interface PageRequest {
  readonly query: string;
  readonly body: Buffer;
  readonly contentType: string | undefined;
}

/** Answers a page of a family: one transaction, no key, HTML unless it says otherwise. */
export function servePage(
  emulator: Emulator,
  { value: page, path }: Match<Page>,
  { query, body, contentType }: PageRequest,
  res: ServerResponse,
): void {
  const platform = emulator.platforms.default;
  const send = (status: number, headers: Readonly<Record<string, string>>, text: string | Uint8Array): void => {
    emulator.journal.whenDurable(() => {
      res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers });
      res.end(text);
    });
  };
  try {
    const form = parseBody(body, contentType);
    const scope = emulator.scope({ account: platform.id, platform });
    const ctx = new PageContext(emulator.engine, scope, path, parseForm(query), form);
    const answer = emulator.transaction(() => page.handle(ctx));
    if (answer.redirect === undefined) send(answer.status ?? 200, answer.headers ?? {}, answer.body ?? '');
    else send(303, { Location: answer.redirect, ...answer.headers }, '');
  } catch (error) {
    const refusal = asStripeError(error);
    const title = refusal.status === 404 ? 'Not found' : 'That did not work';
    const { status = refusal.status, headers = {}, body = '' } = messagePage(title, refusal.message, refusal.status);
    send(status, headers, body);
  }
}
