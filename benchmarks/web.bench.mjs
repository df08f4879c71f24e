// What a first visit to a page loads, and when a person can use it, in Chromium; and whether a list of orders minds how
// many there are.
import { gzipSync } from 'node:zlib';
import { seedMarket } from '@guildhall/testing';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../scripts/chromium.mjs';
import { row } from './support/figures.mjs';
import { openHouse } from './support/temporary-house.mjs';

/** A page is quiet when no task has kept it busy for this long. */
const QUIET_MS = 1_000;
const [FEW, MANY] = [100, 10_000];

/** Remembers long tasks and layout shifts from the first moment of a page. */
const WATCH = `
  window.watched = { busyUntil: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) watched.busyUntil = Math.max(watched.busyUntil, task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) watched.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });`;

export async function run({ quick = false } = {}) {
  if (chromiumPath === undefined) return { title: TITLE, rows: [], note: 'Not measured: there is no Chromium here.' };
  const rounds = quick ? 1 : 5;
  const { run, close } = await openHouse();
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  const database = new pg.Client({ connectionString: run.databaseUrl });
  try {
    const logins = await seedMarket(run);
    await database.connect();
    const visitor = new Visits(browser, run.urls.web, logins);
    const productId = await orders(database, run, FEW);
    const pages = [
      ['catalogue', null, '/', 150],
      ['product', null, `/products/${productId}`, 150],
      ['cart', null, '/cart', 150],
      ['seller’s home', 'seller', '/seller/', 350],
      ['operator’s orders', 'operator', '/operator/orders', 350],
    ];
    const found = new Map(pages.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, role, path] of pages) found.get(name).push(await visitor.first(role, path));
    }
    await orders(database, run, MANY - FEW);
    const crowded = [];
    for (let round = 0; round < rounds; round += 1) crowded.push(await visitor.first('operator', '/operator/orders'));
    const few = found.get('operator’s orders');
    const ratios = crowded.map(({ interactiveMs }, round) => interactiveMs / few[round].interactiveMs);
    return {
      title: TITLE,
      rows: [
        ...pages.flatMap(([name, , , budgetKb]) => {
          const figures = (kind) => found.get(name).map((visit) => visit[kind]);
          return [
            row(`${name}: time to interactive`, figures('interactiveMs'), 'ms'),
            row(`${name}: script, gzip`, figures('scriptKb'), 'kB', `<= ${budgetKb} kB`),
            row(`${name}: layout shift`, figures('shift'), '', '0'),
          ];
        }),
        row(`operator’s orders with ${MANY}: times slower than with ${FEW}`, ratios, 'x', 'about 1'),
      ],
      note:
        `${rounds} first visit(s) each, with an empty cache, in turns. Interactive: what the page is for is shown, nothing is ` +
        `loading, and no task of more than 50 ms runs or follows within ${QUIET_MS / 1_000} s. Chromium, gateway, API and PostgreSQL share the cores.`,
    };
  } finally {
    await database.end();
    await browser.close();
    await close();
  }
}

const TITLE = 'Web: first visits in Chromium';

class Visits {
  constructor(browser, baseURL, logins) {
    Object.assign(this, { browser, baseURL, logins });
  }

  /** Somebody opens a page for the first time, signed in when a role is named. */
  async first(role, path) {
    const context = await this.browser.newContext({ baseURL: this.baseURL, viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      if (role !== null) await this.signIn(page, role);
      const scripts = [];
      page.on('response', (answer) => {
        if (answer.request().resourceType() === 'script')
          scripts.push(answer.body().then((body) => gzipSync(body).length));
      });
      await page.addInitScript(WATCH);
      await page.goto(path);
      await until(
        page,
        `document.querySelector('main h1') !== null && document.querySelector('main [aria-busy="true"]') === null`,
      );
      const shownMs = await page.evaluate('performance.now()');
      await until(page, `performance.now() - Math.max(${shownMs}, watched.busyUntil) > ${QUIET_MS}`);
      const { busyUntil, shift } = await page.evaluate('watched');
      const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
      return { interactiveMs: Math.max(shownMs, busyUntil), scriptKb: bytes / 1_000, shift };
    } finally {
      await context.close();
    }
  }

  async signIn(page, role) {
    const { email, password } = this.logins.find((login) => login.role === role);
    const answer = await page.request.post(`/api/${role === 'operator' ? 'admin' : role}/v1/auth/login`, {
      headers: { 'x-guildhall-session': 'cookie', origin: this.baseURL },
      data: { email, password },
    });
    if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  }
}

/** The pages' policy forbids what Playwright's own waiting for a condition would do. */
async function until(page, condition) {
  while (!(await page.evaluate(condition))) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Places an order and copies it until there are `count` more. @returns the id of a product */
async function orders(database, { urls }, count) {
  const catalogue = await (await fetch(`${urls['buyer-checkout-api']}/v1/catalogue/products?limit=1`)).json();
  const [{ id: productId }] = catalogue.data;
  const placed = await fetch(`${urls['buyer-checkout-api']}/v1/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ items: [{ productId, quantity: 1 }], guestEmail: 'bench@guildhall.example' }),
  });
  if (!placed.ok) throw new Error(`the order was refused: ${await placed.text()}`);
  const { order } = await placed.json();
  await database.query(
    `INSERT INTO marketplace_order
       SELECT (jsonb_populate_record(one, jsonb_build_object('id', copy.id, 'request_key', copy.id, 'transfer_group', 'order_' || copy.id))).*
       FROM marketplace_order one, (SELECT gen_random_uuid() AS id FROM generate_series(2, $2)) copy
       WHERE one.id = $1`,
    [order.id, count],
  );
  await database.query('ANALYZE marketplace_order');
  return productId;
}
