import type { ServerResponse } from 'node:http';
import type { Emulator } from '../core/emulator.js';
import { StripeError } from '../core/errors.js';
import { parseForm } from '../core/http/form-body.js';
import { parseBody } from '../core/http/request-body.js';
import { Router } from '../core/http/router.js';
import type { RawHash } from '../core/params.js';
import { controlPage } from './control-page.js';
import { controlCalls, type ControlCall } from './control-calls.js';

/** `/_emulator`: what a test or a person does to the emulator itself. JSON in and out; no key. */
export class ControlApi {
  private readonly router = new Router<ControlCall>();

  constructor(private readonly emulator: Emulator) {
    for (const call of controlCalls) this.router.add(call.method, call.path, call);
  }

  async serve(method: string, path: string, query: string, body: Buffer, res: ServerResponse): Promise<void> {
    if (method === 'GET' && (path === '/_emulator' || path === '/_emulator/')) {
      res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CONTENT_POLICY });
      res.end(controlPage(this.emulator));
      return;
    }
    const { status, answer } = await this.answer(method, path, query, body);
    const text = JSON.stringify(answer, null, 2) + '\n';
    this.emulator.journal.whenDurable(() => {
      res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      res.end(text);
    });
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

const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'";
