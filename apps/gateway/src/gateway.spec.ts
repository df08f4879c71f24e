import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadGatewayConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import type { FastifyInstance } from 'fastify';
import { createGateway } from './create-gateway.js';

/** What stands behind the gateway: keeps what it was asked, sends events one by one. */
class Upstream {
  readonly seen: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  private readonly server: Server;
  private openStream: (() => void) | undefined;

  constructor() {
    this.server = createServer((request, response) => {
      if (request.url === '/v1/stream') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: first\n\n');
        this.openStream = () => response.end('data: last\n\n');
        return;
      }
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.seen.push({ url: request.url ?? '', headers: request.headers, body });
        response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': 'guildhall_session=x; HttpOnly' });
        response.end('{"ok":true}');
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  endStream(): void {
    this.openStream?.();
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the gateway', () => {
  const upstream = new Upstream();
  let webRoot: string;
  let gateway: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'guildhall-gateway-'));
    for (const folder of ['assets', 'seller', 'operator']) await mkdir(join(webRoot, folder));
    const files: Record<string, string> = {
      'index.html': 'storefront',
      'seller/index.html': 'seller',
      'operator/index.html': 'operator',
      'assets/app-123.js': 'plain',
      'assets/app-123.js.br': 'packed',
      'paying-pages.json': '["/checkout"]',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(webRoot, name), text);
    const api = await upstream.listen();
    const config = loadGatewayConfig({
      BUYER_API_URL: api,
      SELLER_API_URL: api,
      ADMIN_API_URL: 'http://127.0.0.1:9', // nobody listens there
      WEB_ROOT: webRoot,
      LOG_LEVEL: 'silent',
    });
    gateway = await createGateway(config, createLogger({ service: 'gateway', level: 'silent' }));
    url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await gateway.close();
    await upstream.close();
    await rm(webRoot, { recursive: true });
  });

  it.each([
    ['/', 'storefront'],
    ['/products/1', 'storefront'],
    ['/sellers', 'storefront'],
    ['/seller', 'seller'],
    ['/seller/products?cursor=x.y', 'seller'],
    ['/operator/orders/1', 'operator'],
    ['/index.html', 'storefront'],
  ])('answers %s with the page of %s, never from a cache', async (path, text) => {
    const answer = await fetch(url + path);
    expect([answer.status, await answer.text()]).toEqual([200, text]);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self'; .*frame-ancestors 'none'/);
  });

  it('serves hashed files for a year, packed to whoever can unpack', async () => {
    const answer = await gateway.inject({ url: '/assets/app-123.js', headers: { 'accept-encoding': 'br' } });
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
    expect(answer.body).toBe('packed');
    expect((await gateway.inject('/assets/app-123.js')).body).toBe('plain');
  });

  it.each(['/assets/gone.js', '/favicon.png', '/../package.json', '/assets/..%2f..%2fpackage.json'])(
    'has no file %s and does not answer with a page',
    async (path) => {
      const answer = await gateway.inject(path);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toContain('storefront');
    },
  );

  it('lets Stripe into pages that pay alone', async () => {
    const policyOf = async (path: string) => (await fetch(url + path)).headers.get('content-security-policy');
    expect(await policyOf('/checkout/123')).toContain("script-src 'self' https://js.stripe.com");
    expect(await policyOf('/checkout/123')).not.toMatch(/script-src[^;]*unsafe/);
    for (const path of ['/', '/checkouts', '/operator/checkout']) expect(await policyOf(path)).not.toContain('stripe');
  });

  it('passes requests on without the prefix, says itself who asked, and hands cookies back', async () => {
    const answer = await fetch(`${url}/api/buyer/v1/orders?x=1`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'k',
        'x-forwarded-for': '6.6.6.6',
        cookie: 'a=b',
      },
      body: '{"a":1}',
    });
    expect([answer.status, await answer.json()]).toEqual([201, { ok: true }]);
    expect(answer.headers.get('set-cookie')).toContain('guildhall_session=x');
    expect(upstream.seen.at(-1)).toMatchObject({
      url: '/v1/orders?x=1',
      body: '{"a":1}',
      headers: {
        'idempotency-key': 'k',
        cookie: 'a=b',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': new URL(url).host,
        'x-forwarded-proto': 'http',
      },
    });
  });

  it('passes events on as they come', async () => {
    const answer = await fetch(`${url}/api/buyer/v1/stream`);
    const events = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await events?.read()).toEqual({ done: false, value: 'data: first\n\n' }); // while the stream is still open
    upstream.endStream();
    expect(await events?.read()).toEqual({ done: false, value: 'data: last\n\n' });
  });

  it('says in the APIs’ own words that an API does not answer, and that a body is too large', async () => {
    const down = await fetch(`${url}/api/admin/v1/orders`);
    expect(down.headers.get('content-type')).toContain('application/problem+json');
    expect([down.status, await down.json()]).toMatchObject([502, { code: 'api_unavailable', status: 502 }]);
    const before = upstream.seen.length;
    const large = await fetch(`${url}/api/buyer/v1/pictures`, { method: 'POST', body: 'x'.repeat(8 * 1_048_576 + 1) });
    expect(large.status).toBe(413);
    expect(upstream.seen).toHaveLength(before);
  });
});
