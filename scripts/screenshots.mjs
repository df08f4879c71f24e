// `npm run screenshots`: the pictures of the README, from the house that `npm start` runs. Buys a little first, so that there
// is something to see.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createBuyerApi } from '@guildhall/api-client';
import { readRunFile } from '@guildhall/launcher';
import { Browser, EmulatorControl, TEST_CARDS } from '@guildhall/testing';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.mjs';
import { root } from './prepare.mjs';

const SIZE = { width: 1280, height: 800 };
const folder = join(root, 'docs', 'images');

const run = await readRunFile(join(root, '.guildhall'));
if (run === null) fail('nothing runs here: npm start -- --detach');
if (chromiumPath === undefined) fail('there is no Chromium: install one, or set CHROME_PATH');

const orderId = await buySomething();
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await mkdir(folder, { recursive: true });
  await picture('storefront', 'buyer', 'buyer', '/');
  await picture('seller', 'seller', 'seller', '/seller/');
  await picture('operator', 'operator', 'admin', `/operator/orders/${orderId}`);
} finally {
  await browser.close();
}

/** Twelve orders of two sellers, one of them declined first. @returns the last one's id */
async function buySomething() {
  const api = createBuyerApi(run.urls['buyer-checkout-api']);
  const { data: products } = await api.GET('/v1/catalogue/products', { params: { query: { limit: 100 } } });
  const sellers = [...new Set(products.map(({ sellerId }) => sellerId))];
  const shelves = sellers.map((seller) => products.filter(({ sellerId, stock }) => sellerId === seller && stock > 2));
  const buyer = new Browser(run, new EmulatorControl(run.urls['stripe-emulator']));
  let last = '';
  for (let which = 0; which < 12; which += 1) {
    const chosen = shelves.filter(({ length }) => length > 0).map((shelf) => shelf[which % shelf.length]);
    const items = chosen.map(({ id }) => ({ productId: id, quantity: 1 + (which % 2) }));
    const order = await api.POST('/v1/orders', { body: { items, guestEmail: 'guest@guildhall.example' } });
    const { clientSecret } = order.payment;
    const paid = { clientSecret, paymentIntentId: clientSecret.slice(0, clientSecret.indexOf('_secret_')) };
    if (which === 4) await buyer.confirms(paid, 'pm_card_visa_chargeDeclinedInsufficientFunds').catch(() => undefined);
    await buyer.confirms(paid, TEST_CARDS.pays);
    last = order.order.id;
  }
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // webhooks and transfers
  return last;
}

async function picture(name, role, api, path) {
  const context = await browser.newContext({ baseURL: run.urls.web, viewport: SIZE, locale: 'en-US' });
  const page = await context.newPage();
  const { email, password } = run.logins.find((login) => login.role === role);
  await page.request.post(`/api/${api}/v1/auth/login`, {
    headers: { 'x-guildhall-session': 'cookie', origin: run.urls.web },
    data: { email, password },
  });
  await page.goto(path);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
