import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Guests buy', (house) => {
  it('of two sellers at once: a card is declined, another one pays, and no card data passes through our hands', async () => {
    const guest = await house().guest({ viewport: { width: 1280, height: 900 } });
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
    const card = page.locator('iframe[name^="__privateStripeFrame"]').first().contentFrame();
    await card.getByLabel('Card number').fill('4000000000009995');
    await card.getByLabel('Expiration date').fill('1234');
    await card.getByLabel('Security code').fill('987');
    await card.getByLabel('ZIP code').fill('94103');
    await page.getByRole('button', { name: 'Pay $43.00' }).click();
    await page.getByText('There is not enough money on this card').waitFor();
    expect(await guest.fitsWidth()).toBe(true);
    await card.getByLabel('Card number').fill('4242424242424242');
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
});
