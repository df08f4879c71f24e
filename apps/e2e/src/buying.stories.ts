import { ApiProblem } from '@guildhall/api-client';
import { TEST_CARDS } from '@guildhall/testing';
import { opened } from './one-market.js';
import { usd } from './story.js';

const problemOf = (call: Promise<unknown>): Promise<ApiProblem> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (problem: unknown) => (problem instanceof ApiProblem ? problem : Promise.reject(problem as Error)),
  );

describe('buying', () => {
  it('8: one seller, 100.00: the buyer pays 100.00, A has 90.00, P 6.80', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    const order = await market.buyerPays([{ product: await market.lists(a, 100_00) }]);
    expect(await market.order(order)).toMatchObject({ state: 'paid', amountMinor: 100_00 });
    expect(await market.balanceOf(a)).toEqual(usd(90_00));
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });

  it('9: A 60.00 and B 40.00 in one cart: one charge, two transfers with source_transaction, P 6.80', async () => {
    const market = opened();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const items = [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
    const order = await market.buyerPays(items);
    expect(await market.balanceOf(a)).toEqual(usd(54_00));
    expect(await market.balanceOf(b)).toEqual(usd(36_00));
    expect(await market.platformBalance()).toEqual(usd(6_80));
    const charges = await market.stripe.charges.list({ payment_intent: order.paymentIntentId });
    const [charge] = charges.data;
    expect(charges.data).toMatchObject([{ amount: 100_00, status: 'succeeded' }]);
    const made = await Promise.all(
      [a, b].map(({ accountId }) => market.stripe.transfers.list({ destination: accountId })),
    );
    expect(made.map(({ data }) => data.map((each) => [each.amount, each.source_transaction]))).toEqual([
      [[54_00, charge?.id]],
      [[36_00, charge?.id]],
    ]);
  });

  it('10: shipping 10.00 over three sellers: 3.34, 3.33, 3.33, the first in order of line', async () => {
    const market = opened();
    const sellers = [await market.onboardsSeller(), await market.onboardsSeller(), await market.onboardsSeller()];
    const products = await Promise.all(sellers.map((seller) => market.lists(seller, 20_00)));
    await market.shipsFor(10_00);
    const order = await market.buyerPays(products.map((product) => ({ product })));
    await market.shipsFor(0);
    const shown = await market.order(order);
    expect(shown).toMatchObject({ state: 'paid', amountMinor: 70_00, shippingMinor: 10_00 });
    expect(shown.lines.map((line) => [line.productId, line.shippingMinor])).toEqual(
      products.map(({ id }, position) => [id, [3_34, 3_33, 3_33][position]]),
    );
    // Commission 10% of goods and shipping: 2.33 each. P 6.99 - (2.9% of 70.00 + 0.30).
    const balances = await Promise.all(sellers.map((seller) => market.balanceOf(seller)));
    expect(balances).toEqual([usd(21_01), usd(21_00), usd(21_00)]);
    expect(await market.platformBalance()).toEqual(usd(6_99 - 2_33));
  });

  it('11: a price that changed on the way is shown and confirmed; no amount of the client is ever used', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00);
    const buyer = await market.buyer();
    const press = (acceptedTotalMinor: number) => market.orders([{ product }], { buyer, acceptedTotalMinor });
    const path = { productId: product.id };
    await seller.api.PATCH('/v1/products/{productId}', { params: { path }, body: { priceMinor: 120_00 } });
    const refused = await problemOf(press(100_00));
    expect(refused).toMatchObject({ status: 409, code: 'price_changed' });
    expect(refused.facts).toMatchObject({ totalMinor: 120_00, currency: 'usd', acceptedTotalMinor: 100_00 });
    expect(await problemOf(press(1))).toMatchObject({ code: 'price_changed' });
    expect((await buyer.api.GET('/v1/orders')).data).toEqual([]);

    const order = await press(120_00);
    // A price that changes after the order stands changes nothing about it.
    await seller.api.PATCH('/v1/products/{productId}', { params: { path }, body: { priceMinor: 150_00 } });
    await market.confirms(order);
    await market.settles();
    expect(await market.order(order)).toMatchObject({ state: 'paid', amountMinor: 120_00 });
    expect(await market.balanceOf(seller)).toEqual(usd(108_00));
  });

  it('12: the last item, two buyers at once: one pays, one is told, nobody is charged for nothing', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00, 1);
    const buyers = [await market.buyer(), await market.buyer()];
    const tries = await Promise.allSettled(buyers.map((buyer) => market.orders([{ product }], { buyer })));
    const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const lost = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason as ApiProblem] : []));
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(lost[0]).toMatchObject({ status: 409, code: 'items_not_available' });
    expect(lost[0]?.facts.items).toMatchObject([{ productId: product.id, code: 'out_of_stock', available: 0 }]);
    for (const order of won) await market.confirms(order);
    await market.settles();
    expect(await market.balanceOf(seller)).toEqual(usd(90_00));
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });

  it('13: declined, then another card: one PaymentIntent, one order, paid once; the reason is Stripe’s', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const buyer = await market.buyer();
    const order = await market.orders([{ product: await market.lists(seller, 100_00) }], { buyer });
    const decline = await market.browser.isDeclined(order, TEST_CARDS.insufficientFunds);
    expect(decline.code).toBe('insufficient_funds');
    await market.settles();
    expect(await market.order(order)).toMatchObject({
      state: 'awaiting_payment',
      payment: { status: 'requires_payment_method', lastError: decline },
    });
    await market.confirms(order);
    await market.settles();
    expect(await market.order(order)).toMatchObject({ state: 'paid', payment: { lastError: null } });
    expect((await buyer.api.GET('/v1/orders')).data).toHaveLength(1);
    const charges = await market.stripe.charges.list({ payment_intent: order.paymentIntentId });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });

  it('14: 3D Secure failed, then passed: the order says what it waits for', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const order = await market.orders([{ product: await market.lists(seller, 100_00) }]);
    await market.confirms(order, TEST_CARDS.asksFor3ds);
    await market.settles();
    const waiting = await market.order(order);
    expect(waiting).toMatchObject({ state: 'awaiting_payment', payment: { status: 'requires_action' } });
    expect(waiting.payment.waitsFor).toMatch(/bank.*3D Secure/);
    expect(await market.browser.answersChallenge(order, 'fail')).toBe('requires_payment_method');
    await market.settles();
    const failed = await market.order(order);
    expect(failed.payment.lastError).toMatchObject({ code: 'payment_intent_authentication_failure' });
    expect(failed.payment.waitsFor).toMatch(/payment method/);

    await market.confirms(order, TEST_CARDS.asksFor3ds);
    expect(await market.browser.answersChallenge(order, 'complete')).toBe('succeeded');
    await market.settles();
    const paid = await market.order(order);
    expect(paid).toMatchObject({ state: 'paid', payment: { waitsFor: null, lastError: null } });
    expect([await market.balanceOf(seller), await market.platformBalance()]).toEqual([usd(90_00), usd(6_80)]);
  });

  it('16: a saved card pays off-session; when the bank wants to see the buyer, they are brought back; deleting works', async () => {
    const market = opened();
    const seller = await market.onboardsSeller();
    const product = await market.lists(seller, 100_00);
    const buyer = await market.buyer();
    const card = await market.savesCard(buyer, TEST_CARDS.pays);
    const paid = await market.orders([{ product }], { buyer, savedPaymentMethodId: card });
    await market.settles();
    expect(await market.order(paid)).toMatchObject({ state: 'paid' });
    expect([await market.balanceOf(seller), await market.platformBalance()]).toEqual([usd(90_00), usd(6_80)]);

    const strict = await market.savesCard(buyer, TEST_CARDS.authenticationRequired);
    const order = await market.orders([{ product }], { buyer, savedPaymentMethodId: strict });
    await market.settles();
    expect(await market.order(order)).toMatchObject({
      state: 'awaiting_payment',
      payment: { status: 'requires_payment_method', lastError: { code: 'authentication_required' } },
    });
    await market.confirms(order, TEST_CARDS.asksFor3ds);
    await market.browser.answersChallenge(order, 'complete');
    await market.settles();
    expect(await market.order(order)).toMatchObject({ state: 'paid' });
    expect(await market.balanceOf(seller)).toEqual(usd(180_00));

    const params = { path: { paymentMethodId: card } };
    await buyer.api.DELETE('/v1/payment-methods/{paymentMethodId}', { params });
    await market.settles();
    expect((await buyer.api.GET('/v1/payment-methods')).data.map(({ id }) => id)).toEqual([strict]);
    const again = market.orders([{ product }], { buyer, savedPaymentMethodId: card });
    expect(await problemOf(again)).toMatchObject({ status: 404, code: 'payment_method_not_found' });
  });
});
