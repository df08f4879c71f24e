import type { Route } from 'playwright-core';
import { SecondDoor } from './spec-support/second-door.js';
import {
  intentOf,
  intentOfOrder,
  places,
  productOf,
  stripeFields,
  timesCharged,
  timesOrdered,
  typesCard,
  withCart,
} from './spec-support/shopper.js';
import type { Visitor } from './spec-support/visitor.js';
import { describeJourneys } from './spec-support/web-house.js';

const VISA = '4242424242424242';

/** Lets nobody on before all are there. */
class Barrier {
  private readonly all: Promise<void>;
  private open: () => void = () => undefined;

  constructor(private missing: number) {
    this.all = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  async thenDo(act: () => Promise<void>): Promise<void> {
    this.missing -= 1;
    if (this.missing === 0) this.open();
    await this.all;
    await act();
  }
}

/** The request arrives, the answer does not. */
async function losesAnswer(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

/** The browser still has the cookie of a session that is over: signed out on another machine, or too old. */
async function endsElsewhere({ page, origin }: Visitor): Promise<void> {
  const cookies = await page.context().cookies(origin);
  const answer = await fetch(`${origin}/api/buyer/v1/auth/logout`, {
    method: 'POST',
    headers: {
      origin,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      'x-guildhall-csrf': '1',
      'x-guildhall-session': 'cookie',
    },
  });
  if (!answer.ok) throw new Error(`it could not be signed out: ${await answer.text()}`);
}

describeJourneys('Buyers who are interrupted', (house) => {
  it('two tabs, one cart, and an answer that is lost: one order; reload, back and both tabs at once: paid once', async () => {
    const { id: productId } = await productOf(house(), 'Wrapping paper');
    const here = await house().guest(withCart(house(), productId));
    const there = await here.opensTab();
    const email = 'two-tabs@guildhall.example';
    for (const tab of [here, there]) {
      await tab.opens('/checkout');
      await tab.page.getByLabel('E-mail').fill(email);
    }
    const bothPressed = new Barrier(2);
    await here.page.route('**/v1/orders', (route) => bothPressed.thenDo(() => losesAnswer(route)), { times: 1 });
    await there.page.route('**/v1/orders', (route) => bothPressed.thenDo(() => route.continue()), { times: 1 });
    const orders = (tab: typeof here): Promise<void> =>
      tab.page.getByRole('button', { name: /Continue to payment/ }).click();
    await Promise.all([orders(here), orders(there)]);
    await Promise.all([here, there].map((tab) => stripeFields(tab).getByLabel('Card number').waitFor()));
    expect(here.page.url()).toBe(there.page.url());
    expect(await timesOrdered(house(), email)).toBe(1);

    await typesCard(here, VISA);
    await here.page.reload();
    await stripeFields(here).getByLabel('Card number').waitFor();
    await here.opens('/');
    await here.page.goBack();
    await Promise.all([typesCard(here, VISA), typesCard(there, VISA)]);
    const intent = await intentOfOrder(here, here.page.url().split('/').at(-1) ?? '');
    // Whoever is slower may have been told that the order is paid before the press.
    const pays = (tab: typeof here): Promise<void> =>
      Promise.race([
        tab.page.getByRole('button', { name: 'Pay $8.00' }).click(),
        tab.page.getByText('Thank you, your order is paid').waitFor(),
      ]);
    await Promise.all([pays(here), pays(there)]);
    await Promise.all([here, there].map((tab) => tab.reads('Thank you, your order is paid')));
    expect(await timesCharged(house(), intent)).toBe(1);
    expect([...here.errors, ...there.errors]).toEqual([]);
    await here.leaves();
  });

  it('an API that dies while it is paid for: the page says so, and the truth when it is back', async () => {
    const door = await SecondDoor.opens(house().run);
    const guest = await house().guest({}, door.url);
    const { page } = guest;
    const { id: productId } = await productOf(house(), 'Wrapping paper');
    const placed = await places(guest, productId);
    await guest.opens(`/checkout/${placed.order.id}`);
    await typesCard(guest, VISA);
    await door.apiDies();
    await page.getByRole('button', { name: 'Pay $8.00' }).click(); // goes to Stripe, which is alive
    await page.waitForURL(`**/orders/${placed.order.id}`);
    await page.getByText('please do not do it again').waitFor();
    expect(await guest.findingsOnPage('buyer-order-unreachable')).toEqual([]);
    await door.apiComesBack();
    await guest.reads('Thank you, your order is paid'); // by itself
    expect(await timesCharged(house(), intentOf(placed))).toBe(1);
    expect(guest.errors).toEqual([]);
    await guest.leaves();
    await door.closes();
  });

  it('a session that ends at checkout: what was typed is still there after signing in again', async () => {
    const { id: productId } = await productOf(house(), 'Wrapping paper');
    const buyer = await house().signsIn('buyer', withCart(house(), productId));
    const { page } = buyer;
    await buyer.opens('/checkout');
    await page.getByLabel('Full name').fill('Barbara Liskov');
    await page.getByLabel('Street and number').fill('32 Vassar Street');
    await page.getByLabel('City').fill('Cambridge');
    await endsElsewhere(buyer);
    await page.getByRole('button', { name: /Continue to payment|Pay now/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByText('Your session has ended').waitFor();
    expect(await buyer.axeFindings()).toEqual([]);
    await dialog.getByLabel('Password', { exact: true }).fill(house().login('buyer').password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Street and number').inputValue()).toBe('32 Vassar Street');
    await page.getByRole('button', { name: /Continue to payment|Pay now/ }).click();
    await page.waitForURL(/\/(checkout|orders)\/[0-9a-f-]{36}$/);
    await page.goto(`${buyer.origin}/orders/${new URL(page.url()).pathname.split('/')[2]}`);
    await page.getByText('32 Vassar Street').waitFor();
    expect(buyer.errors).toEqual([]);
    await buyer.leaves();
  });
});
