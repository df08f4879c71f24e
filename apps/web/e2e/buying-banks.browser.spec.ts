import {
  bankQuestion,
  intentOf,
  places,
  productOf,
  sells,
  stripeFields,
  timesCharged,
  typesCard,
} from './spec-support/shopper.js';
import type { Visitor } from './spec-support/visitor.js';
import { describeJourneys } from './spec-support/web-house.js';

const CHALLENGED = '4000002760003184';

describeJourneys('Guests pay by way of their bank', (house) => {
  let guest: Visitor;
  beforeAll(async () => {
    guest = await house().guest({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(async () => {
    expect(guest.errors).toEqual([]);
    await guest.leaves();
  });
  const pays = (amount: string): Promise<void> => guest.page.getByRole('button', { name: `Pay ${amount}` }).click();
  const isPaid = (): Promise<void> => guest.page.getByText('Thank you, your order is paid').waitFor();

  it('3D Secure: failed, then another card pays the same payment; left, told so, and taken up again', async () => {
    const { page } = guest;
    const { id: cupId } = await productOf(house(), 'Speckled espresso cup');
    const failed = await places(guest, cupId);
    await guest.opens(`/checkout/${failed.order.id}`);
    await typesCard(guest, CHALLENGED);
    await pays('$12.00');
    await bankQuestion(guest).getByRole('button', { name: 'Fail' }).click();
    await page.getByText('The confirmation at your bank failed or was left.').waitFor();
    expect(await guest.findingsOnPage('buyer-payment-declined')).toEqual([]);
    await typesCard(guest, '4242424242424242');
    await pays('$12.00');
    await isPaid();
    expect(await timesCharged(house(), intentOf(failed))).toBe(1);

    const left = await places(guest, cupId);
    const { id: orderId } = left.order;
    await guest.opens(`/checkout/${orderId}`);
    await typesCard(guest, CHALLENGED);
    await pays('$12.00');
    await bankQuestion(guest).getByRole('button', { name: 'Complete' }).waitFor();
    await guest.opens(`/orders/${orderId}`);
    await page.getByText('Your bank is waiting for you').waitFor();
    expect(await guest.findingsOnPage('buyer-order-at-bank')).toEqual([]);
    await guest.opens(`/checkout/${orderId}/return`); // as if the bank had sent the buyer back without a decision
    await page.getByText('Your bank has not told us yet').waitFor();
    expect(await guest.findingsOnPage('buyer-return')).toEqual([]);
    await page.getByRole('link', { name: 'Pay another way' }).click();
    await page.getByText('This payment was begun').waitFor();
    await page.getByRole('button', { name: 'Continue there' }).click();
    await bankQuestion(guest).getByRole('button', { name: 'Complete' }).click();
    await isPaid();
    expect(await timesCharged(house(), intentOf(left))).toBe(1);
  });

  it('iDEAL: out to the bank and back, refused and then authorized; no secret stays in the address', async () => {
    const { page } = guest;
    const placed = await places(guest, await sells(house(), 'Delft tile', 'eur'));
    const paysWithIdeal = async (answer: string): Promise<void> => {
      await stripeFields(guest).getByRole('tab', { name: 'iDEAL' }).click();
      await pays('€25.00');
      await page.getByRole('button', { name: answer }).click();
    };
    await guest.opens(`/checkout/${placed.order.id}`);
    await paysWithIdeal('Fail Test Payment');
    await page.getByText('The payment did not go through').waitFor();
    expect(page.url()).toBe(`${guest.origin}/checkout/${placed.order.id}`);
    await paysWithIdeal('Authorize Test Payment');
    await isPaid();
    expect(page.url()).toBe(`${guest.origin}/orders/${placed.order.id}`);
    expect(await timesCharged(house(), intentOf(placed))).toBe(1);
  });

  it('a bank account: under way for days, which every page says, and then paid by itself', async () => {
    const { page } = guest;
    const placed = await places(guest, await sells(house(), 'Lighthouse lamp', 'usd'));
    const { id: orderId } = placed.order;
    await guest.opens(`/checkout/${orderId}`);
    const fields = stripeFields(guest);
    await fields.getByRole('tab', { name: 'US bank account' }).click();
    await fields.getByLabel('Full name').fill('Ada Lovelace');
    await fields.getByLabel('Email').fill('ada@example.com');
    await pays('$25.00');
    await page.getByText('Your payment is under way').waitFor();
    for (const path of [`/checkout/${orderId}`, `/checkout/${orderId}/return`]) {
      await page.goto(guest.origin + path);
      await page.waitForURL(`**/orders/${orderId}`); // there is nothing to pay any more
      await page.getByText('please do not pay again').waitFor();
    }
    expect(await guest.findingsOnPage('buyer-order-processing')).toEqual([]);
    // Not by the clock: the orders of other journeys would be past their time to be paid.
    await fetch(`${house().run.urls['stripe-emulator']}/_emulator/hasten`, {
      method: 'POST',
      body: JSON.stringify({ object: intentOf(placed) }),
    });
    await isPaid();
    expect(await timesCharged(house(), intentOf(placed))).toBe(1);
  });
});
