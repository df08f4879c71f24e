import type { ServerResponse } from 'node:http';
import type { Emulator } from '../core/emulator.js';
import { StripeError } from '../core/errors.js';
import { parseForm } from '../core/http/form-body.js';
import { parseBody } from '../core/http/request-body.js';
import { Router } from '../core/http/router.js';
import type { RawHash } from '../core/params.js';
import { ControlPages } from './control-pages.js';
import type { PageResponse } from '../core/resource.js';
import { controlCalls, type ControlCall } from './control-calls.js';

/** `/_emulator`: what a test or a person does to the emulator itself. JSON in and out; no key. */
export class ControlApi {
  private readonly router = new Router<ControlCall>();

  private readonly pages: ControlPages;

  constructor(private readonly emulator: Emulator) {
    this.pages = new ControlPages(emulator, (method, path, input) => this.callOf(method, path, input));
    for (const call of controlCalls) this.router.add(call.method, call.path, call);
  }

  async serve(method: string, path: string, query: string, body: Buffer, res: ServerResponse): Promise<void> {
    if (ControlPages.owns(path)) {
      const answer = await this.pages.answer(method, path, parseForm(query), parseBody(body, undefined));
      sendPage(answer, res);
      return;
    }
    const { status, answer } = await this.answer(method, path, query, body);
    const text = JSON.stringify(answer, null, 2) + '\n';
    this.emulator.journal.whenDurable(() => {
      res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      res.end(text);
    });
  }

  /** A call from a page. @returns what went wrong, or null */
  private async callOf(method: string, path: string, input: RawHash): Promise<string | null> {
    const { answer } = await this.answer(method, path, '', Buffer.from(JSON.stringify(input)));
    return 'error' in answer ? (answer as { error: { message: string } }).error.message : null;
  }

  private async answer(method: string, path: string, query: string, body: Buffer) {
    try {
      const match = this.router.find(method, path);
      if (match === undefined)
        return { status: 404, answer: { error: { message: `no such call: ${method} ${path}` } } };
      // JSON is what it takes; a form from curl is welcome too.
      const isJson = body.length > 0 && /^\s*[{[]/.test(body.subarray(0, 64).toString('latin1'));
      const input: RawHash = { ...parseForm(query), ...parseBody(body, isJson ? 'application/json' : undefined) };
      return { status: 200, answer: await match.value.run(this.emulator, input, match.path) };
    } catch (error) {
      if (error instanceof StripeError) return { status: error.status, answer: { error: { message: error.message } } };
      console.error('a control call failed', error);
      return { status: 500, answer: { error: { message: error instanceof Error ? error.message : String(error) } } };
    }
  }
}

function sendPage({ status = 200, headers = {}, body = '', redirect }: PageResponse, res: ServerResponse): void {
  const to = redirect === undefined ? {} : { Location: redirect };
  const type = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  res.writeHead(redirect === undefined ? status : 303, { ...type, ...headers, ...to });
  res.end(body);
}
