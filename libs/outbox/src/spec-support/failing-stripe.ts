import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FailingStripe {
  readonly url: string;
  /** Idempotency keys of the POSTs, in the order they came. */
  readonly keys: string[];
  stop(): Promise<void>;
}

/**
 * The emulator on one of Stripe's worst days: the first key's POST gets a 500 that is stored under the key, so that
 * repeating it gets the same 500 for ever. Everything else goes through.
 * @param when `after`: Stripe had made the object before it failed; `before`: it had not
 */
export async function startFailingStripe(emulatorUrl: string, when: 'before' | 'after'): Promise<FailingStripe> {
  const keys: string[] = [];
  const server = createServer((req, res) => {
    void handle(req, res);
  });
  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const key = req.headers['idempotency-key'];
    if (req.method !== 'POST' || typeof key !== 'string') {
      await forward(emulatorUrl, req, Buffer.concat(chunks), res);
      return;
    }
    const isFirst = keys.length === 0;
    keys.push(key);
    if (key !== keys[0]) {
      await forward(emulatorUrl, req, Buffer.concat(chunks), res);
      return;
    }
    if (isFirst && when === 'after') await forward(emulatorUrl, req, Buffer.concat(chunks), null);
    res.writeHead(500, { 'content-type': 'application/json', ...(!isFirst && { 'idempotent-replayed': 'true' }) });
    res.end(JSON.stringify({ error: { type: 'api_error', message: 'Something went wrong on our end.' } }));
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function forward(base: string, req: IncomingMessage, body: Buffer, res: ServerResponse | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, headers } = req;
    const onward = httpRequest(`${base}${req.url ?? '/'}`, { method, headers }, (answer) => {
      if (res === null) answer.resume();
      else {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      }
      answer.once('end', resolve);
    });
    onward.once('error', reject);
    onward.end(body);
  });
}
