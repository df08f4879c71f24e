import { newId } from '@guildhall/database';
import { HealthRegistry } from '@guildhall/observability';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../../spec-support/checkout-bench.js';
import { OrderWatch } from './order-watch.js';

/** Nothing listens there: what is followed here needs no Stripe. */
const NOBODY = 'http://127.0.0.1:9';

interface Heard {
  readonly id: string;
  readonly event: string;
  readonly data: { state?: string; payment?: { status: string } };
}

/** What a page hears: reads events one by one, as a browser's EventSource does. */
class Page {
  private text = '';

  private constructor(
    readonly status: number,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null,
    private readonly abort: AbortController,
  ) {}

  static async opens(url: string, headers: Record<string, string>): Promise<Page> {
    const abort = new AbortController();
    const answer = await fetch(url, { headers, signal: abort.signal });
    return new Page(answer.status, answer.body?.getReader() ?? null, abort);
  }

  /** @returns null when the stream has ended */
  async hears(): Promise<Heard | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const lines = this.text.slice(0, end).split('\n');
        this.text = this.text.slice(end + 2);
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const event = field('event');
        if (event === undefined) continue;
        return { event, id: field('id') ?? '', data: JSON.parse(field('data') ?? '{}') as Heard['data'] };
      }
      const { done, value } = (await this.reader?.read()) ?? { done: true, value: undefined };
      if (done) return null;
      this.text += new TextDecoder().decode(value);
    }
  }

  closes(): void {
    this.abort.abort();
  }
}

describe('following an order', () => {
  let bench: CheckoutBench;
  let base: string;
  let buyer: string;
  let orderId: string;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(), NOBODY);
    await bench.app.listen(0, '127.0.0.1');
    base = await bench.app.getUrl();
  });
  afterAll(async () => {
    bench.app.getHttpServer().closeAllConnections(); // kept alive, they would hold up the end for a minute
    await bench.close();
  });
  beforeEach(async () => {
    buyer = await bench.user();
    const product = await bench.product((await bench.seller()).id, 10_00);
    const placed = await bench.place(buyer, { items: [{ productId: product.id, quantity: 1 }] });
    orderId = String(placed.body.orderId);
  });
  const opens = (who = buyer, headers: Record<string, string> = {}) =>
    Page.opens(`${base}/v1/orders/${orderId}/events`, { authorization: `Bearer ${who}`, ...headers });
  const cancels = () => bench.request('POST', `/v1/orders/${orderId}/cancel`, buyer, {});
  const nobodyWatches = async () => {
    while (bench.get<OrderWatch>(OrderWatch).count > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('says how it is, what becomes of it, and when nothing more will', async () => {
    const [page, other] = [await opens(), await opens()];
    const first = await page.hears();
    expect(first).toMatchObject({ event: 'order', data: { state: 'awaiting_payment' } });
    expect(first?.data).toEqual((await bench.request('GET', `/v1/orders/${orderId}`, buyer)).body);
    expect(await other.hears()).toEqual(first);
    await cancels();
    const last = await page.hears();
    expect(last).toMatchObject({ event: 'order', data: { state: 'canceled' } });
    expect([(await page.hears())?.event, await page.hears()]).toEqual(['end', null]);
    // A browser connects again by itself: it is told that there is no reason to.
    expect((await opens(buyer, { 'last-event-id': last?.id ?? '' })).status).toBe(204);
    await nobodyWatches();
  });

  it('does not repeat what the page has seen before it lost its connection', async () => {
    const page = await opens();
    const seen = await page.hears();
    page.closes();
    await nobodyWatches();
    const again = await opens(buyer, { 'last-event-id': seen?.id ?? '' });
    await bench.database.source.query(
      `UPDATE payment SET status = 'requires_action', updated_at = now() WHERE order_id = $1`,
      [orderId],
    );
    expect(await again.hears()).toMatchObject({ event: 'order', data: { payment: { status: 'requires_action' } } });
    again.closes();
    await nobodyWatches();
  });

  it('is for its buyer alone (I7)', async () => {
    expect((await opens(await bench.user())).status).toBe(404);
    expect((await fetch(`${base}/v1/orders/${orderId}/events`)).status).toBe(401);
    expect((await fetch(`${base}/v1/orders/${newId()}/events`, { headers: { 'x-order-token': 'ot_x' } })).status).toBe(
      404,
    );
  });

  it('keeps a bounded number of connections', async () => {
    const pages = [];
    for (let n = 0; n < 10; n += 1) pages.push(await opens());
    expect((await opens()).status).toBe(429);
    for (const page of pages) page.closes();
    await nobodyWatches();
    expect((await opens()).status).toBe(200);
  });

  it('ends when the process is told to stop, so that it can', async () => {
    const page = await opens();
    await page.hears();
    bench.get<HealthRegistry>(HealthRegistry).stop();
    expect(await page.hears()).toBeNull();
  });
});
