import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ControlApi } from '../../control/control-api.js';
import type { Emulator } from '../emulator.js';
import { asStripeError, StripeError } from '../errors.js';
import type { RequestEffect } from '../faults.js';
import type { RawHash, RawValue } from '../params.js';
import type { Page } from '../resource.js';
import { Api, requestLogUrl, type ApiAnswer, type ApiRequest } from './api.js';
import { declineUpgrade } from './declined-upgrade.js';
import { Download } from './download.js';
import { runUnder, subjectOf } from './fault-effects.js';
import { parseForm } from './form-body.js';
import { servePage } from './page-server.js';
import { assertNoJson, decodeBody, readBody } from './request-body.js';
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
    this.server.on('upgrade', (req, socket, head) => {
      if (!emulator.cliSessions.take(req, socket, head)) declineUpgrade(this.server, req, socket, head);
    });
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      refuseMalformed(error, socket);
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
      this.emulator.cliSessions.close();
      this.server.closeIdleConnections();
      setTimeout(() => {
        this.server.closeAllConnections();
      }, 1000).unref();
    });
  }

  private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const started = performance.now();
    const [path, query] = splitOnce(req.url ?? '/', '?');
    const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
    if (method === 'OPTIONS') {
      res.writeHead(204, CORS).end();
      return;
    }
    const page = this.pages.find(method, path);
    if (page !== undefined) {
      const body = await readBody(req);
      servePage(this.emulator, page, { query, body, contentType: req.headers['content-type'] }, res);
      return;
    }
    if (path.startsWith('/_emulator')) {
      await this.control.serve(method, path, query, await readBody(req).catch(() => Buffer.alloc(0)), res);
      return;
    }
    const id = this.emulator.ids.request();
    let request: ApiRequest = { id, method, path, headers: req.headers, params: {} };
    let answer: ApiAnswer;
    let fault: RequestEffect | undefined;
    try {
      const body = await readBody(req);
      if (path.startsWith('/v1/')) assertNoJson(body, req.headers['content-type']);
      const params = merged(await decodeBody(body, req.headers['content-type']), parseForm(query));
      request = { ...request, params };
      const admitted = this.api.admit(request);
      fault = this.emulator.faults.isEmpty ? undefined : this.emulator.faults.forRequest(subjectOf(request));
      answer = await runUnder(fault, this.api, request, admitted, this.emulator.clock.now);
    } catch (error) {
      if (!(error instanceof StripeError) && req.destroyed) throw error;
      const refusal = asStripeError(error);
      const body = refusal.body(requestLogUrl(id, this.emulator.clock.now));
      answer = { status: refusal.status, body, account: null, headers: {} };
    }
    this.log(request, answer, performance.now() - started, req.socket.remoteAddress ?? '');
    const final = answer;
    // An answer tells of what was changed, so it waits until the change is with the operating system.
    this.emulator.journal.whenDurable(() => {
      if (fault?.close === true) req.socket.destroy();
      else send(res, final, id);
    });
  }

  private log(request: ApiRequest, answer: ApiAnswer, tookMs: number, ip: string): void {
    const { error } = answer.body as { error?: { message?: string } };
    const atMs = this.emulator.clock.nowMs;
    const { id, method, path } = request;
    this.emulator.cliSessions.show({
      id,
      atMs,
      method,
      path,
      status: answer.status,
      ip,
      account: answer.account,
      error,
    });
    this.emulator.requests.add({
      id,
      atMs,
      method,
      path,
      status: answer.status,
      tookMs: Math.round(tookMs * 100) / 100,
      account: answer.account,
      idempotencyKey: answer.headers['Idempotency-Key'] ?? null,
      error: error?.message ?? null,
    });
    this.emulator.requests.details.add({ id, params: request.params, answer: answer.body });
  }
}

function send(res: ServerResponse, { status, body, headers }: ApiAnswer, requestId: string): void {
  const isFile = body instanceof Download;
  const text = isFile ? body.bytes : Buffer.from(JSON.stringify(body, null, 2) + '\n');
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': text.length,
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': requestId,
    ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="Stripe"' } : {}),
    ...CORS,
    ...headers,
    ...(isFile ? body.headers : {}),
  });
  res.end(text);
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

/** A request that is no HTTP, or too slow. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const message = isSlow ? 'The request took too long to arrive.' : 'Invalid request: it is not valid HTTP.';
  const body = JSON.stringify({ error: { message, type: 'invalid_request_error' } }, null, 2);
  const status = isSlow ? '408 Request Timeout' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
