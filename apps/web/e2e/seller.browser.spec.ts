import { Trade } from './spec-support/trade.js';
import { describeJourneys } from './spec-support/web-house.js';

const SHOP = 'Lin Glass';

describeJourneys('Sellers work in their area', (house) => {
  it('from signing up to the first payout: half way through Stripe’s pages, back, done, listed, sold, shipped, paid', async () => {
    const seller = await house().guest({ viewport: { width: 1280, height: 900 } });
    const trade = new Trade(house().run);
    const { page } = seller;
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    const found: string[] = [];
    const looks = async (name: string) => {
      found.push(...(await seller.findingsOnPage(`seller-${name}`)));
    };

    await seller.opens('/seller/');
    await button('Open an account').click();
    await page.getByLabel('Name').fill('Lin');
    await page.getByLabel('E-mail').fill('lin@example.com');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await button('Open an account').first().click();

    await page.getByRole('heading', { name: 'Become a seller' }).waitFor();
    await looks('sign-up');
    await page.getByLabel('Name of your shop').fill(SHOP);
    await page.getByLabel('Country').selectOption('US');
    await button('Continue').click();
    await button('Connect with Stripe').dblclick();
    await button('Save and finish later').click();

    await page.getByText('Stripe still needs something from you').waitFor();
    expect(new URL(page.url()).pathname).toBe('/seller/onboarding/return');
    await page.getByText('A bank account for payouts').waitFor();
    await looks('onboarding');
    await page.goto(`${house().run.urls.web}/seller/onboarding/refresh`);
    await button('Use test data and finish').click();
    await page.getByText('You can sell').waitFor();

    await link('To the first page').click();
    await page.getByText('Three steps to your first sale').waitFor();
    await looks('home-new');
    await link('Put your first product up for sale').click();
    await page.getByLabel('Title').fill('Glass bowl');
    await page.getByLabel('Price in USD').fill('24.5.0');
    await button('Put it up for sale').click();
    await page.getByText('Not a price').waitFor();
    await page.getByLabel('Price in USD').fill('24.50');
    const buffer = await page.screenshot();
    await page.locator('input[type="file"]').setInputFiles({ name: 'bowl.png', mimeType: 'image/png', buffer });
    const picture = page.getByRole('img', { name: 'The picture as it will be shown' });
    await picture.waitFor();
    await looks('new-product');
    await button('Put it up for sale').click();
    await button('Archive').click();
    await button('Undo').click();
    await button('Archive').waitFor();
    expect(
      await page.evaluate<string[]>('Object.keys(sessionStorage).filter((key) => key.includes("product"))'),
    ).toEqual([]);
    const decoded = `(async (image) => { await image.decode(); return image.naturalWidth; })(document.querySelector('main img'))`;
    expect(await page.evaluate<number>(decoded)).toBe(1_200);
    await looks('product');

    const orderId = await trade.buys('Glass bowl');
    await link('Orders').click();
    await page.getByRole('row').getByRole('link').click();
    await page.getByText('12 Market Street').waitFor();
    await page.getByLabel('Tracking number').fill('1Z999');
    await button('Mark as shipped').click();
    await button('Undo').click();
    await button('Mark as shipped').click();
    await button('Correct').waitFor();
    await looks('order');
    await link('Orders').click();
    await page.getByRole('cell', { name: 'Shipped' }).waitFor();
    await looks('orders');

    await trade.paysOut(SHOP, 20_00);
    await link('Payouts').click();
    await page.getByRole('row').getByRole('link').click();
    await page.getByText('By the marketplace').waitFor();
    await page.getByRole('cell', { name: '$22.05' }).waitFor();
    await looks('payout');
    await page.goBack();
    await page.getByRole('cell', { name: '$20.00' }).waitFor();
    await looks('payouts');

    await trade.refunds(orderId);
    await link('Refunds').click();
    await page.getByRole('cell', { name: '$22.05' }).waitFor();
    await looks('refunds');
    await seller.opens(`/seller/orders/${orderId}`);
    await link('What was given back').click();
    await page.getByRole('cell', { name: '$22.05' }).waitFor();
    expect(await page.getByLabel('Order number').inputValue()).toBe(orderId);

    await link('Home').click();
    await page.getByText('1 order, $22.05 for you').waitFor();
    await looks('home');
    await link('Settings').click();
    await button('Open the Express dashboard').waitFor();
    await page.getByText('This one').waitFor();
    await looks('settings');
    await button('Open the Express dashboard').click();
    await page.waitForURL((url) => url.origin === house().run.urls['stripe-emulator']);
    expect(found).toEqual([]);
    await seller.leaves();
  });

  it('save the whole table of their products as CSV', async () => {
    const seller = await house().signsIn('seller', { viewport: { width: 1280, height: 900 } });
    await seller.opens('/seller/products');
    expect(await seller.findingsOnPage('seller-products')).toEqual([]);
    const download = seller.page.waitForEvent('download');
    await seller.page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('guildhall-products.csv');
    const chunks = await (await file.createReadStream()).toArray();
    const lines = Buffer.concat(chunks as Buffer[])
      .toString('utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('\uFEFF"title","status","category","stock","price","currency","createdAt"');
    expect(lines).toHaveLength(7);
    // One that no other journey in this house buys.
    expect(lines.find((line) => line.includes('Milk jug'))).toMatch(/^"Milk jug","active","kitchen",15,29\.00,"usd","/);
    await seller.leaves();
  });
});
