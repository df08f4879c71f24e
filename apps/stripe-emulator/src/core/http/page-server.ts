import type { ServerResponse } from 'node:http';
import { messagePage } from '../../pages/page.js';
import { PageContext } from '../request-context.js';
import type { Emulator } from '../emulator.js';
import { asStripeError, type StripeError } from '../errors.js';
import type { Page, PageResponse } from '../resource.js';
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
  const answerWith = ({ redirect, status = 200, headers = {}, body: text = '' }: PageResponse): void => {
    if (redirect === undefined) send(status, headers, text);
    else send(303, { Location: redirect, ...headers }, '');
  };
  let ctx: PageContext | undefined;
  try {
    const form = parseBody(body, contentType);
    const scope = emulator.scope({ account: platform.id, platform });
    const asked = new PageContext(emulator.engine, scope, path, parseForm(query), form);
    ctx = asked;
    answerWith(emulator.transaction(() => page.handle(asked)));
  } catch (error) {
    answerWith(refusedAnswer(emulator, page, ctx, asStripeError(error)));
  }
}

/** The page's own answer to a refusal, if it has one that works; else a plain page that says why. */
function refusedAnswer(
  emulator: Emulator,
  page: Page,
  ctx: PageContext | undefined,
  refusal: StripeError,
): PageResponse {
  if (page.refused !== undefined && ctx !== undefined && refusal.status !== 404 && refusal.status < 500) {
    try {
      return emulator.transaction(() => page.refused?.(ctx, refusal) ?? plainAnswer(refusal));
    } catch (error) {
      return plainAnswer(asStripeError(error));
    }
  }
  return plainAnswer(refusal);
}

function plainAnswer(refusal: StripeError): PageResponse {
  const title = refusal.status === 404 ? 'Not found' : 'That did not work';
  return messagePage(title, refusal.message, refusal.status);
}
