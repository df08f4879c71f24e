import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ControlApi } from '../../control/control-api.js';
import { PageContext } from '../context.js';
import type { Emulator } from '../emulator.js';
import { apiError, StripeError } from '../errors.js';
import type { RequestEffect } from '../faults.js';
import type { RawHash, RawValue } from '../params.js';
import type { Page } from '../resource.js';
import { Api, requestLogUrl, type Admitted, type ApiAnswer, type ApiRequest } from './api.js';
import { parseForm } from './form-body.js';
import { parseBody, readBody } from './request-body.js';
import { Router } from './router.js';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, HEAD, OPTIONS, DELETE',
  'Access-Control-Allow-Headers': '*, Authorization',
  'Access-Control-Expose-Headers': 'Request-Id, Stripe-Version, Idempotent-Replayed',
  'Access-Control-Max-Age': '300',
};

/** What a connection gets. Everything that is not an answer of the API (pages, control, CORS, faults) branches off here. */
export class HttpServer {
  private readonly server: Server;
  private readonly api: Api;
  private readonly control: ControlApi;
  private readonly pages = new Router<Page>();

  constructor(private readonly emulator: Emulator) {
    this.api = new Api(emulator);
    this.control = new ControlApi(emulator);
    for (const family of emulator.registry.families)
      for (const page of family.pages ?? []) this.pages.add(page.method, page.path, page);
    this.server = createServer(
      { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 60_000 },
      (req, res) => {
        this.serve(req, res).catch((error: unknown) => {
          if (!req.destroyed) console.error('a request failed', error);
          res.destroy();
        });
      },
    );
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      refuseMalformed(error, socket as Socket);
    });
  }

  /** @returns the address, e.g. `http://127.0.0.1:12111` */
  listen(port: number, host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const { port: actual } = this.server.address() as AddressInfo;
        const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
        resolve(`http://${name}:${actual}`);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeIdleConnections();
      setTimeout(() => {
        this.server.closeAllConnections();
      }, 1000).unref();
    });
  }

  private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const started = performance.now();
    const [path = '/', query = ''] = splitOnce(req.url ?? '/', '?');
    const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
    if (method === 'OPTIONS') {
      res.writeHead(204, CORS).end();
      return;
    }
    if (path.startsWith('/_emulator')) {
      await this.control.serve(method, path, query, await readBody(req).catch(() => Buffer.alloc(0)), res);
      return;
    }
    const page = this.pages.find(method, path);
    if (page !== undefined) {
      const body = await readBody(req);
      this.servePage(page.value, page.path, query, body, req, res);
      return;
    }
    const id = this.emulator.ids.request();
    let request: ApiRequest = { id, method, path, headers: req.headers, params: {} };
    let answer: ApiAnswer;
    let fault: RequestEffect | undefined;
    try {
      const params = merged(parseBody(await readBody(req), req.headers['content-type']), parseForm(query));
      request = { ...request, params };
      const admitted = this.api.admit(request);
      fault = this.emulator.faults.isEmpty ? undefined : this.emulator.faults.forRequest(subjectOf(request));
      answer = await this.runUnder(fault, request, admitted);
    } catch (error) {
      if (!(error instanceof StripeError) && req.destroyed) throw error;
      const refusal = error instanceof StripeError ? error : reported(error);
      const body = refusal.body(requestLogUrl(id, this.emulator.clock.now));
      answer = { status: refusal.status, body, account: null, headers: {} };
    }
    this.log(request, answer, performance.now() - started);
    const final = answer;
    // An answer tells of what was changed, so it waits until the change is with the operating system.
    this.emulator.journal.whenDurable(() => {
      if (fault?.close === true) req.socket.destroy();
      else send(res, final, id);
    });
  }

  /** Runs a request under what a fault rule has in store for it. */
  private async runUnder(
    fault: RequestEffect | undefined,
    request: ApiRequest,
    admitted: Admitted,
  ): Promise<ApiAnswer> {
    const delayMs = fault?.delayMs ?? 0;
    const hold = delayMs > 0 ? () => wait(delayMs) : undefined;
    const { now } = this.emulator.clock;
    if (fault === undefined || (fault.close !== true && fault.status === undefined))
      return this.api.run(request, admitted, { hold });
    if (fault.when === 'after')
      return this.api.run(request, admitted, {
        hold,
        instead: fault.status === undefined ? undefined : faultAnswer(fault, request, now),
      });
    await hold?.();
    return { ...faultAnswer(fault, request, now), account: admitted.account, headers: {} };
  }

  private servePage(
    page: Page,
    path: Readonly<Record<string, string>>,
    query: string,
    body: Buffer,
    req: IncomingMessage,
    res: ServerResponse,
  ): void {
    const { emulator } = this;
    const platform = emulator.platforms.default;
    const sendPage = (status: number, headers: Readonly<Record<string, string>>, text: string | Uint8Array): void => {
      emulator.journal.whenDurable(() => {
        res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers });
        res.end(text);
      });
    };
    try {
      const form = parseBody(body, req.headers['content-type']);
      const scope = emulator.scope({ account: platform.id, platform });
      const ctx = new PageContext(emulator.engine, scope, path, parseForm(query), form);
      const answer = emulator.transaction(() => page.handle(ctx));
      if (answer.redirect === undefined) sendPage(answer.status ?? 200, answer.headers ?? {}, answer.body ?? '');
      else sendPage(303, { Location: answer.redirect, ...answer.headers }, '');
    } catch (error) {
      const refusal = error instanceof StripeError ? error : reported(error);
      sendPage(refusal.status, { 'Content-Type': 'text/plain; charset=utf-8' }, refusal.message);
    }
  }

  private log(request: ApiRequest, answer: ApiAnswer, tookMs: number): void {
    const { error } = answer.body as { error?: { message?: string } };
    this.emulator.requests.add({
      id: request.id,
      atMs: this.emulator.clock.nowMs,
      method: request.method,
      path: request.path,
      status: answer.status,
      tookMs: Math.round(tookMs * 100) / 100,
      account: answer.account,
      idempotencyKey: answer.headers['Idempotency-Key'] ?? null,
      error: error?.message ?? null,
    });
  }
}

function send(res: ServerResponse, { status, body, headers }: ApiAnswer, requestId: string): void {
  const text = Buffer.from(JSON.stringify(body, null, 2) + '\n');
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': text.length,
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': requestId,
    ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="Stripe"' } : {}),
    ...CORS,
    ...headers,
  });
  res.end(text);
}

function faultAnswer(fault: RequestEffect, { id }: ApiRequest, now: number): { status: number; body: object } {
  const status = fault.status ?? 500;
  const error = {
    ...(status === 429 ? { code: 'rate_limit' } : {}),
    message: status === 429 ? 'Request rate limit exceeded.' : 'A fault rule of the emulator asked for this error.',
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
    request_log_url: requestLogUrl(id, now),
    ...fault.error,
  };
  return { status, body: { error } };
}

function subjectOf(request: ApiRequest) {
  return {
    method: request.method,
    path: request.path,
    headers: request.headers,
    param: (name: string): string | undefined => {
      let value: RawValue | undefined = request.params;
      for (const key of name.replaceAll(']', '').split('['))
        value = typeof value === 'object' && value !== null ? (value as RawHash)[key] : undefined;
      return value === undefined || typeof value === 'object' ? undefined : String(value);
    },
  };
}

/** Copies into a hash without prototype, so that `__proto__` is a name like any other. */
function merged(body: RawHash, query: RawHash): RawHash {
  const params = Object.create(null) as Record<string, RawValue>;
  for (const source of [query, body]) for (const key of Object.keys(source)) params[key] = source[key] ?? null;
  return params;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function reported(error: unknown): StripeError {
  console.error('a request failed', error);
  return apiError('An error occurred inside the emulator; its log has the details.');
}

/** A request that is no HTTP, or too slow. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const message = isSlow ? 'The request took too long to arrive.' : 'Invalid request: it is not valid HTTP.';
  const body = JSON.stringify({ error: { message, type: 'invalid_request_error' } }, null, 2);
  const status = isSlow ? '408 Request Timeout' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
