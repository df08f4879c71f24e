import { createAdminApi, createSellerApi } from '@guildhall/api-client';
import { productOf, typesCard, stripeFields } from './spec-support/shopper.js';
import { describeJourneys } from './spec-support/web-house.js';

const NOBODYS = '0199c2f4-0000-7000-8000-000000000000';

describeJourneys('Buyers find every page in order', (house) => {
  it('guests: shelf, shop, cart, an address that is needed once it is begun, and what is not there', async () => {
    const guest = await house().guest({ viewport: { width: 1280, height: 900 } });
    const { page } = guest;
    const visits = async (path: string, name: string): Promise<void> => {
      await guest.opens(path);
      expect(await guest.findingsOnPage(name)).toEqual([]);
    };
    const calendar = await productOf(house(), 'Letterpress calendar');
    await visits('/cart', 'buyer-cart-empty');
    await visits(`/shops/${calendar.sellerId}`, 'buyer-shop');
    await visits(`/products/${calendar.id}`, 'buyer-product');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const cup = await productOf(house(), 'Speckled espresso cup');
    await guest.opens(`/products/${cup.id}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await visits('/cart', 'buyer-cart');
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByLabel('E-mail').fill('guest@guildhall.example');
    await page.getByLabel('City').fill('Springfield');
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await page.getByText('Please fill this in.').first().waitFor();
    expect(await page.getByText('Please fill this in.').count()).toBe(2); // name and street; the country was chosen
    expect(await guest.findingsOnPage('buyer-checkout-refused')).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/checkout');
    await page.getByLabel('City').fill('Shelbyville');
    await page.reload(); // at once: what was typed last is kept too
    await guest.isSettled();
    expect(await page.getByLabel('City').inputValue()).toBe('Shelbyville');
    expect(await page.getByLabel('E-mail').inputValue()).toBe('guest@guildhall.example');
    await page.getByLabel('City').fill('');
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await stripeFields(guest).getByLabel('Card number').waitFor();
    expect(await guest.findingsOnPage('buyer-payment')).toEqual([]);
    await visits(`/orders/${NOBODYS}`, 'buyer-order-of-another');
    await visits('/no/such/page', 'buyer-not-found');
    await visits('/sign-in', 'buyer-sign-in');
    expect(guest.errors).toEqual([]);
    await guest.leaves();
  });

  it('somebody with an account: a saved card, where the parcel is, and a refund that is asked for twice', async () => {
    const buyer = await house().signsIn('buyer', { viewport: { width: 1280, height: 900 } });
    const { page } = buyer;
    const { urls } = house().run;
    const operator = createAdminApi(urls['admin-api'], { token: house().login('operator').token });
    const seller = createSellerApi(urls['seller-onboarding-api'], { token: house().login('seller').token });
    const looksRight = async (name: string): Promise<void> => {
      expect(await buyer.findingsOnPage(name)).toEqual([]);
    };
    await buyer.opens('/account');
    await looksRight('buyer-account');
    await buyer.opens('/account/security');
    await looksRight('buyer-security');

    await buyer.opens('/account/payment-methods');
    await page.getByRole('button', { name: 'Add a payment method' }).click();
    await typesCard(buyer, '4242424242424242');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Visa ending in 4242').waitFor();
    await looksRight('buyer-payment-methods');

    const cup = await productOf(house(), 'Speckled espresso cup');
    await buyer.opens(`/products/${cup.id}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Show the cart' }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByLabel('Full name').fill('Barbara Liskov');
    await page.getByLabel('Street and number').fill('32 Vassar Street');
    await page.getByLabel('Postal code').fill('02139');
    await page.getByLabel('City').fill('Cambridge');
    await page.getByLabel('State').fill('MA');
    await looksRight('buyer-checkout');
    await page.getByRole('button', { name: /Pay now/ }).click();
    await page.getByText('Thank you, your order is paid').waitFor();
    await page.getByText('02139 Cambridge MA').waitFor();
    await page.getByText('Not sent yet.').waitFor();
    const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    await seller.POST('/v1/orders/{orderId}/ship', {
      params: { path: { orderId }, header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' },
    });
    await page.getByText('1Z999AA10123456784').waitFor(); // by itself
    await page.getByText('UPS', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Ask for a refund' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ask for a refund' });
    await dialog.getByRole('button', { name: 'Send the request' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('Reason').selectOption('damaged');
    await dialog.getByLabel('What happened?').fill('The handle came off.');
    await looksRight('buyer-refund-dialog');
    await dialog.getByRole('button', { name: 'Send the request' }).dblclick();
    await page.getByText('Being looked at').waitFor();
    expect(await page.getByRole('button', { name: /^Ask/ }).count()).toBe(0); // one at a time
    await looksRight('buyer-order-paid');
    const openRequest = async (): Promise<string> => {
      const { data } = await operator.GET('/v1/refund-requests', { params: { query: { orderId, state: 'open' } } });
      expect(data).toHaveLength(1);
      return data[0]?.id ?? '';
    };
    const decides = async () => ({
      path: { requestId: await openRequest() },
      header: { 'Idempotency-Key': crypto.randomUUID() },
    });
    await operator.POST('/v1/refund-requests/{requestId}/decline', {
      params: await decides(),
      body: { answer: 'Please send us a picture first.' },
    });
    await page.getByText('Please send us a picture first.').waitFor(); // by itself
    await page.getByRole('button', { name: 'Ask again' }).click();
    await dialog.getByLabel('Reason').selectOption('other');
    await dialog.getByRole('button', { name: 'Send the request' }).click();
    await page.getByText('Being looked at').waitFor();
    await operator.POST('/v1/refund-requests/{requestId}/approve', {
      params: await decides(),
      body: { answer: 'We are sorry.' },
    });
    await page.getByText('We are sorry.').waitFor();
    await page.getByText('The money went back to you').waitFor();
    await looksRight('buyer-order-refunded');

    await buyer.opens('/orders');
    await page.getByText('Refunded').first().waitFor();
    await looksRight('buyer-orders');
    expect(buyer.errors).toEqual([]);
    await buyer.leaves();
  });
});
