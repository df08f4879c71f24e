import type { Locator } from 'playwright-core';
import { stripeFields, typesCard } from './spec-support/shopper.js';
import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Guests buy', (house) => {
  it('of two sellers at once, on a phone: a card is declined, another one pays, and no card data passes through our hands', async () => {
    const guest = await house().guest({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const { page } = guest;
    for (const title of ['Tea bowl', 'Sketchbook']) {
      await guest.opens('/');
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('button', { name: 'Add to cart' }).click();
    }
    await page.getByRole('link', { name: 'Show the cart' }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByLabel('E-mail').fill('guest@example.com');
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await typesCard(guest, '4000000000009995');
    await page.getByRole('button', { name: 'Pay $43.00' }).click();
    await page.getByText('There is not enough money on this card').waitFor();
    expect(await guest.fitsWidth()).toBe(true);
    await stripeFields(guest).getByLabel('Card number').fill('4242424242424242');
    await page.getByRole('button', { name: 'Pay $43.00' }).dblclick();
    await page.getByText('Thank you, your order is paid').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/orders\//);
    expect(await guest.axeFindings()).toEqual([]);
    const ours = guest.requests.filter(({ url }) => url.startsWith(house().run.urls.web));
    expect(ours.some(({ url }) => url.endsWith('/v1/orders'))).toBe(true);
    expect(JSON.stringify(ours)).not.toMatch(/4242 ?4242|0000 ?9995|"987"/);
    expect(guest.errors).toEqual([]);
    await guest.leaves();
  });

  it('by keyboard alone, from the search box to the receipt', async () => {
    const guest = await house().guest({ viewport: { width: 1280, height: 900 } });
    const { page } = guest;
    const { keyboard } = page;
    const tabsTo = async (wanted: Locator, focused = page.locator(':focus')): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await keyboard.press('Tab');
        if ((await wanted.and(focused).count()) > 0) return;
      }
      throw new Error(`the keyboard does not come to ${String(wanted)}`);
    };
    const follows = async (wanted: Locator): Promise<void> => {
      await wanted.waitFor();
      await tabsTo(wanted);
      await keyboard.press('Enter');
    };
    await guest.opens('/');
    await tabsTo(page.getByRole('searchbox'));
    await keyboard.type('greeting cards');
    await keyboard.press('Enter');
    await page.waitForURL('**/?query=*');
    await guest.isSettled();
    await follows(page.getByRole('link', { name: 'Greeting cards' }));
    await follows(page.getByRole('button', { name: 'Add to cart' }));
    await follows(page.getByRole('link', { name: 'Show the cart' }));
    await follows(page.getByRole('link', { name: 'Go to checkout' }));
    await page.getByLabel('E-mail').waitFor();
    await tabsTo(page.getByLabel('E-mail'));
    await keyboard.type('keyboard@guildhall.example');
    await keyboard.press('Enter');
    const number = stripeFields(guest).getByLabel('Card number');
    await number.waitFor();
    await tabsTo(number, stripeFields(guest).locator(':focus'));
    for (const text of ['4242424242424242', '1234', '123', '', '94103']) {
      await keyboard.type(text);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter'); // the button that pays
    await page.getByText('Thank you, your order is paid').waitFor();
    expect(guest.errors).toEqual([]);
    await guest.leaves();
  });
});
