import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import Stripe from 'stripe';
import { type RunningEmulator, startEmulator } from '../index.js';
import { describeInChromium, launchChromium } from '../testing/chromium.js';
import { faultsOfFrame } from '../testing/look.js';
import { sdkOptions } from '../testing/sdk.js';
import { Payer, Shop } from './spec-support/shop.js';

const VISA = '4242424242424242';
const DECLINED = '4000000000000002';
const CHALLENGED = '4000002760003184';

/** Shows a card in three elements. */
const SPLIT = `const elements = stripe.elements(); window.parts = ['cardNumber', 'cardExpiry', 'cardCvc'].map((type) => elements.create(type));
  await Promise.all(parts.map((part, index) => { part.mount(['#payment', '#second', '#third'][index]); return new Promise((resolve) => part.on('ready', resolve)); }));`;

describeInChromium('Stripe.js on the page of a shop', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  let browser: Browser;
  let shop: Shop;
  let payer: Payer;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_shop', sdkOptions(running));
    [browser, shop] = await Promise.all([launchChromium(), Shop.open(running.url)]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await running.stop();
  });
  beforeEach(async () => {
    payer = new Payer(await browser.newPage({ viewport: { width: 360, height: 900 } }), shop);
    await payer.visit();
  });
  afterEach(() => payer.page.close());

  const createIntent = async (params: Partial<Stripe.PaymentIntentCreateParams> = {}) => {
    const intent = await stripe.paymentIntents.create({ amount: 2500, currency: 'usd', ...params });
    return { id: intent.id, clientSecret: intent.client_secret ?? '' };
  };

  it('pays by card, and the page never sees the number', async () => {
    const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret });
    for (const frame of payer.page.frames().slice(1)) expect(await faultsOfFrame(frame)).toEqual([]);
    await payer.typeCard(VISA);
    expect(await payer.frame().getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
    expect(await payer.frame().locator('.Brand').textContent()).toBe('VISA');
    const result = await payer.pay();
    expect(result).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    const seen = await payer.seenByShop();
    expect(seen).toContain('"complete":true');
    expect(seen).not.toMatch(/4242 ?4242|%204242/);
    expect(await payer.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await payer.run("elements.getElement('payment').update({ readOnly: true })");
    expect(await payer.frame().getByLabel('Card number').isDisabled()).toBe(true);
    await payer.run("elements.getElement('payment').update({ readOnly: false, paymentMethodOrder: ['card'] })");
    await payer.frame().locator('[name=number]:enabled').waitFor();
    expect(await payer.frame().getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] });
    expect(intent.payment_method).toMatchObject({
      billing_details: { address: { country: 'US', postal_code: '94103' } },
      card: { last4: '4242', exp_month: 12, exp_year: 2034 },
    });
  }, 60_000);

  it('tells of focus, changes and what is missing', async () => {
    const { clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret });
    expect(await payer.pay()).toEqual({
      error: { code: 'incomplete_number', message: 'Your card number is incomplete.', type: 'validation_error' },
    });
    expect(await payer.frame().getByRole('alert').first().textContent()).toBe('Your card number is incomplete.');
    await payer.frame().getByLabel('Card number').fill('4242424242424241');
    expect(await payer.frame().getByRole('alert').first().textContent()).toBe('Your card number is invalid.');
    await payer.frame().getByLabel('Expiration date').fill('0120');
    expect(await payer.frame().getByText("Your card's expiration year is in the past.").isVisible()).toBe(true);
    const names = await payer.page.evaluate<string[]>('events.map(([name]) => name)');
    expect(names.slice(0, 3)).toEqual(['loaderstart', 'ready', 'change']);
    expect(names).toContain('focus');
    expect(await payer.page.evaluate("events.find(([name]) => name === 'change')[1]")).toEqual({
      elementType: 'payment',
      empty: true,
      complete: false,
      collapsed: false,
      value: { type: 'card' },
    });
  }, 60_000);

  it('hands a decline to the page, which may try again', async () => {
    const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret });
    await payer.typeCard(DECLINED);
    expect(await payer.pay()).toMatchObject({
      error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'generic_decline',
        message: 'Your card was declined.',
        payment_intent: { id, status: 'requires_payment_method' },
      },
    });
    await payer.typeCard(VISA);
    expect(await payer.pay()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
  }, 60_000);

  it('is used by keyboard alone, and Enter sends the form', async () => {
    const { id, clientSecret } = await createIntent();
    await payer.showPayment({ clientSecret });
    const { keyboard } = payer.page;
    await payer.page.getByLabel('Note').focus();
    for (const text of ['', VISA, '1234', '123', '', '94103']) {
      await keyboard.press('Tab');
      await keyboard.type(text);
    }
    await keyboard.press('Enter');
    await payer.page.waitForFunction('window.result');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
  }, 60_000);

  it('shows the challenge over the page: complete, fail and cancel', async () => {
    const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret });
    await payer.typeCard(CHALLENGED);
    await payer.page.getByRole('button', { name: 'Pay' }).click();
    const question = payer.challenge().frameLocator('#challengeFrame');
    await question.getByRole('button', { name: 'Fail' }).waitFor();
    expect(await question.getByText('Test mode').count()).toBe(0);
    expect(await payer.challenge().getByText('Test mode').count()).toBe(1);
    await question.getByRole('button', { name: 'Fail' }).click();
    const failed = { code: 'payment_intent_authentication_failure', payment_intent: { id } };
    expect(await payer.result()).toMatchObject({ error: failed });
    await payer.page.getByRole('button', { name: 'Pay' }).click();
    await payer.challenge().getByRole('button', { name: 'Cancel' }).click();
    expect(await payer.result()).toMatchObject({ error: failed });
    await payer.answerChallenge('Complete');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    expect(await payer.page.getByRole('dialog').count()).toBe(0);
    expect(await payer.page.locator('[inert]').count()).toBe(0);
  }, 60_000);

  it('takes up what the server has confirmed, and acts for a connected account', async () => {
    const manual = await stripe.paymentIntents.create({
      ...{ amount: 2500, currency: 'usd', payment_method: 'pm_card_threeDSecure2Required', confirm: true },
      ...{ confirmation_method: 'manual', use_stripe_sdk: true, allowed_payment_method_types: ['card'] },
    });
    await payer.run(`window.pay = () => stripe.handleCardAction('${manual.client_secret ?? ''}')`);
    await payer.answerChallenge('Complete');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id: manual.id, status: 'requires_confirmation' } });
    expect(await stripe.paymentIntents.confirm(manual.id)).toMatchObject({ status: 'succeeded' });
    const { id: stripeAccount } = await stripe.accounts.create({ type: 'express', country: 'US' });
    const control = `${running.url}/_control/accounts/${stripeAccount}`;
    await fetch(control, { method: 'POST', body: new URLSearchParams({ action: 'complete_onboarding' }) });
    const direct = await stripe.paymentIntents.create(
      { amount: 2500, currency: 'usd', allowed_payment_method_types: ['card'] },
      { stripeAccount },
    );
    await payer.visit();
    await payer.run(`window.stripe = Stripe('pk_test_shop', { stripeAccount: '${stripeAccount}' })`);
    await payer.showPayment({ clientSecret: direct.client_secret });
    await payer.typeCard(CHALLENGED);
    await payer.answerChallenge('Complete');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id: direct.id, status: 'succeeded' } });
  }, 60_000);

  it('works between hosts of other names, without TLS', async () => {
    const named = (url: string, host: string) => url.replace('127.0.0.1', host);
    await payer.visit(`/plain?from=${named(running.url, 'emulator.test')}`, named(shop.url, 'shop.test'));
    const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret });
    await payer.typeCard(CHALLENGED);
    await payer.answerChallenge('Complete');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    await payer.visit(`/plain?from=${named(running.url, 'emulator.test')}`, named(shop.url, 'shop.test'));
    await payer.run(SPLIT);
    await payer.frame(0).locator('input').fill(VISA);
    await payer.frame(1).locator('input').fill('1234');
    await payer.frame(2).locator('input').fill('123');
    expect(await payer.run("return stripe.createPaymentMethod({ type: 'card', card: parts[0] })")).toMatchObject({
      paymentMethod: { card: { last4: '4242', exp_month: 12 } },
    });
  }, 60_000);

  it('goes to the return address with what the page there needs', async () => {
    const { id, clientSecret } = await createIntent();
    await payer.showPayment(
      { clientSecret },
      `stripe.confirmPayment({ elements, confirmParams: { return_url: '${shop.url}/thanks?order=7' } })`,
    );
    await payer.typeCard(CHALLENGED);
    await payer.answerChallenge('Complete');
    await payer.page.waitForURL(/thanks/);
    expect(payer.page.url()).toBe(
      `${shop.url}/thanks?order=7&payment_intent=${id}&payment_intent_client_secret=${clientSecret}&redirect_status=succeeded`,
    );
  }, 60_000);

  it('redirects to the bank of iDEAL and back', async () => {
    const { id, clientSecret } = await createIntent({ currency: 'eur', automatic_payment_methods: { enabled: true } });
    await payer.showPayment(
      { clientSecret },
      `stripe.confirmPayment({ elements, confirmParams: { return_url: '${shop.url}/thanks' } })`,
      { layout: 'accordion' },
    );
    await payer.frame().getByRole('button', { name: 'iDEAL' }).click();
    await payer.page.getByRole('button', { name: 'Pay' }).click();
    await payer.page.getByRole('button', { name: 'Authorize Test Payment' }).click();
    await payer.page.waitForURL(/redirect_status=succeeded/);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
  }, 60_000);

  it('debits accounts: SEPA by IBAN, and a linked account in the US', async () => {
    const euros = await createIntent({ currency: 'eur' });
    await payer.showPayment({ clientSecret: euros.clientSecret });
    await payer.frame().getByRole('tab', { name: 'SEPA Debit' }).click();
    await payer.frame().getByLabel('Full name').fill('Ada Lovelace');
    await payer.frame().getByLabel('Email').fill('ada@example.com');
    await payer.frame().getByLabel('IBAN').fill('DE89370400440532013000');
    expect(await payer.pay()).toMatchObject({ paymentIntent: { status: 'processing' } });
    const dollars = await createIntent();
    await payer.visit();
    await payer.showPayment({ clientSecret: dollars.clientSecret }, undefined, {
      defaultValues: { billingDetails: { name: 'Ada Lovelace', email: 'ada@example.com' } },
    });
    await payer.frame().getByRole('tab', { name: 'US bank account' }).click();
    expect(await payer.pay()).toMatchObject({ paymentIntent: { status: 'processing' } });
    await running.advance({ seconds: 6 * 86_400 });
    for (const { id } of [euros, dollars])
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
  }, 60_000);

  it('takes other kinds by what they need: a voucher, a code to scan', async () => {
    const voucher = await createIntent({ currency: 'brl', allowed_payment_method_types: ['boleto'] });
    await payer.showPayment({ clientSecret: voucher.clientSecret });
    await payer.frame().getByLabel('Full name').fill('Ada Lovelace');
    await payer.frame().getByLabel('Email').fill('ada@example.com');
    await payer.frame().getByLabel('CPF/CNPJ').fill('00000000000');
    await payer.page.getByRole('button', { name: 'Pay' }).click();
    await payer.challenge().getByRole('button', { name: 'Cancel' }).click();
    expect(await payer.result()).toMatchObject({ paymentIntent: { id: voucher.id, status: 'requires_action' } });
    const code = await createIntent({ currency: 'sgd', allowed_payment_method_types: ['paynow'] });
    await payer.visit();
    await payer.showPayment({ clientSecret: code.clientSecret });
    await payer.answerChallenge('Authorize Test Payment');
    expect(await payer.result()).toMatchObject({ paymentIntent: { id: code.id, status: 'succeeded' } });
  }, 60_000);

  it('collects first and creates the intent later', async () => {
    await payer.showPayment(
      { mode: 'payment', amount: 2500, currency: 'usd', paymentMethodTypes: ['card'] },
      `elements.submit().then(({ error, selectedPaymentMethod }) => error ? { error } : (events.push(selectedPaymentMethod), stripe.confirmPayment({ elements, clientSecret: window.secret, redirect: 'if_required' })))`,
    );
    await payer.typeCard(VISA);
    const early =
      "stripe.confirmPayment({ elements, clientSecret: 'pi_1_secret_2', redirect: 'if_required' }).catch((error) => error.name)";
    expect(await payer.run(`return ${early}`)).toBe('IntegrationError');
    const { id, clientSecret } = await createIntent();
    await payer.run(`window.secret = '${clientSecret}'`);
    expect(await payer.pay()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    expect(await payer.page.evaluate('events.at(-1)')).toBe('card');
    const token = await payer.run('await elements.submit(); return stripe.createConfirmationToken({ elements })');
    expect(token).toMatchObject({ confirmationToken: { payment_method_preview: { card: { last4: '4242' } } } });
  }, 60_000);

  it('saves a card with a SetupIntent', async () => {
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({ customer: customer.id, allowed_payment_method_types: ['card'] });
    await payer.showPayment(
      { clientSecret: setup.client_secret },
      "stripe.confirmSetup({ elements, redirect: 'if_required' })",
    );
    expect(await payer.frame().getByText('you allow this business to charge your card').isVisible()).toBe(true);
    await payer.typeCard('4000002500003155');
    await payer.answerChallenge('Complete');
    expect(await payer.result()).toMatchObject({ setupIntent: { id: setup.id, status: 'succeeded' } });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  }, 60_000);

  it('offers the older card element, in one piece and split, with its calls', async () => {
    await payer.run(`const elements = (window.elements = stripe.elements()); window.card = elements.create('card');
      card.on('change', (event) => events.push(event)); card.mount('#payment'); await new Promise((resolve) => card.on('ready', resolve));`);
    await payer.frame().locator('[name=cardnumber]').focus();
    await payer.page.keyboard.type(`${VISA}123412394103`);
    await payer.page.waitForFunction('events.at(-1)?.complete');
    expect(await payer.page.evaluate('events.at(-1)')).toEqual({
      ...{ elementType: 'card', empty: false, complete: true, brand: 'visa', value: { postalCode: '94103' } },
    });
    expect(await payer.page.evaluate("document.querySelector('#payment').className")).toBe(
      'StripeElement StripeElement--focus StripeElement--complete',
    );
    const { id, clientSecret } = await createIntent();
    expect(
      await payer.run(
        `return stripe.confirmCardPayment('${clientSecret}', { payment_method: { card, billing_details: { name: 'Ada' } } })`,
      ),
    ).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    expect(await payer.run('return stripe.createToken(card, { name: "Ada" })')).toMatchObject({
      token: { object: 'token', card: { last4: '4242', name: 'Ada' } },
    });
    await payer.visit();
    await payer.run(SPLIT);
    await payer.frame(0).locator('input').fill(VISA);
    await payer.frame(1).locator('input').fill('1234');
    await payer.frame(2).locator('input').fill('123');
    expect(await payer.run("return stripe.createPaymentMethod({ type: 'card', card: parts[0] })")).toMatchObject({
      paymentMethod: { object: 'payment_method', card: { last4: '4242', exp_year: 2034 } },
    });
    expect(await payer.seenByShop()).not.toMatch(/4242 ?4242/);
  }, 60_000);

  it('is used through proxies, which Vue makes of objects in a component', async () => {
    const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.run(`
      const isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]' || Array.isArray(value);
      const reactive = (value) => isPlain(value) ? new Proxy(value, { get: (target, name) => reactive(Reflect.get(target, name)) }) : value;
      const shop = (window.reactive = reactive(stripe)); const card = shop.elements({}).create('card', reactive({ hidePostalCode: true, style: { base: { color: '#333333' } } }));
      const held = reactive(card); held.mount('#payment'); await new Promise((resolve) => held.on('ready', resolve));
      window.pay = () => shop.confirmCardPayment('${clientSecret}', { payment_method: { card: held } });`);
    for (const [name, text] of Object.entries({ cardnumber: VISA, 'exp-date': '1234', cvc: '123' }))
      await payer.frame().locator(`[name=${name}]`).fill(text);
    expect(await payer.pay()).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
  }, 60_000);

  it('holds an embedded Checkout: tells of its end, or goes on to the return address', async () => {
    const price_data = { currency: 'usd', unit_amount: 2500, product_data: { name: 'Pot' } };
    const line_items = [{ price_data, quantity: 1 }];
    const common = { mode: 'payment' as const, ui_mode: 'embedded_page' as const, line_items };
    const finish = async (params: { redirect_on_completion: 'never' } | { return_url: string }) => {
      const session = await stripe.checkout.sessions.create({
        ...common,
        customer_email: 'ada@example.com',
        ...params,
      });
      await payer.run(`window.checkout = await stripe.createEmbeddedCheckoutPage({
        fetchClientSecret: async () => '${session.client_secret ?? ''}', onComplete: () => { window.completed = true; } });
        checkout.mount('#payment');`);
      const checkout = payer.page.frameLocator('iframe[name=embedded-checkout]').frameLocator('#checkout');
      await checkout.getByLabel('Card number').fill(VISA);
      await checkout.getByLabel(/Expir/).fill('12/34');
      await checkout.getByLabel(/CVC|Security code/).fill('123');
      await checkout.getByLabel(/Name on card|Cardholder|Full name/).fill('Ada Lovelace');
      await checkout.getByRole('button', { name: /^Pay/ }).click();
      return session.id;
    };
    const told = await finish({ redirect_on_completion: 'never' });
    await payer.page.waitForFunction('window.completed');
    expect(await stripe.checkout.sessions.retrieve(told)).toMatchObject({ status: 'complete' });
    await payer.run('checkout.destroy()');
    const sent = await finish({ return_url: `${shop.url}/thanks?session={CHECKOUT_SESSION_ID}` });
    await payer.page.waitForURL(`${shop.url}/thanks?session=${sent}`);
  }, 60_000);

  it('builds a checkout of elements on a Checkout Session: totals, codes, a decline, a challenge', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 20 });
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'POTS20' });
    const price_data = { currency: 'usd', unit_amount: 2500, product_data: { name: 'Pot' } };
    const adjustable_quantity = { enabled: true, maximum: 5 };
    const session = await stripe.checkout.sessions.create({
      ...{ mode: 'payment', ui_mode: 'elements', return_url: `${shop.url}/thanks?s={CHECKOUT_SESSION_ID}` },
      ...{ allow_promotion_codes: true, line_items: [{ price_data, quantity: 1, adjustable_quantity }] },
    });
    await payer.run(`window.checkout = stripe.initCheckoutElementsSdk({ clientSecret: '${session.client_secret ?? ''}' });
      checkout.createPaymentElement().mount('#payment');
      checkout.on('change', (session) => events.push(session));
      window.actions = (await checkout.loadActions()).actions;
      window.total = () => actions.getSession().total.total;
      await new Promise((resolve) => checkout.getPaymentElement().on('ready', resolve));
      window.pay = () => actions.confirm();`);
    expect(await payer.run('return total()')).toEqual({ minorUnitsAmount: 2500, amount: '$25.00' });
    await payer.run(
      'await actions.updateLineItemQuantity({ lineItem: actions.getSession().lineItems[0].id, quantity: 2 })',
    );
    expect(await payer.run("return actions.applyPromotionCode('NONE')")).toMatchObject({
      error: { code: 'invalidCode' },
    });
    await payer.run("await actions.applyPromotionCode('pots20')");
    expect(await payer.run('return total()')).toMatchObject({ amount: '$40.00' });
    expect(
      await payer.run(
        `const older = await stripe.initCheckout({ fetchClientSecret: async () => '${session.client_secret ?? ''}' }); return older.session().total.total.amount`,
      ),
    ).toBe('$40.00');
    await payer.run("await actions.updateEmail('ada@example.com')");
    await payer.typeCard(DECLINED);
    expect(await payer.pay()).toMatchObject({
      type: 'error',
      error: { code: 'paymentFailed', paymentFailed: { declineCode: 'generic_decline' } },
    });
    await payer.typeCard(CHALLENGED);
    await payer.answerChallenge('Complete');
    await payer.page.waitForURL(`${shop.url}/thanks?s=${session.id}`);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      ...{ status: 'complete', payment_status: 'paid', amount_total: 4000 },
      customer_details: { email: 'ada@example.com' },
    });
  }, 60_000);

  it('links a bank account for a payment and for later, and has the bank elements of old', async () => {
    const types = { allowed_payment_method_types: ['us_bank_account' as const] };
    const payment = await stripe.paymentIntents.create({ amount: 2500, currency: 'usd', ...types });
    const setup = await stripe.setupIntents.create(types);
    const params = `params: { payment_method_type: 'us_bank_account', payment_method_data: { billing_details: { name: 'Ada', email: 'ada@example.com' } } }`;
    for (const [kind, intent] of Object.entries({ Payment: payment, Setup: setup })) {
      const secret = `'${intent.client_secret ?? ''}'`;
      const linked = await payer.run(
        `return stripe.collectBankAccountFor${kind}({ clientSecret: ${secret}, ${params} })`,
      );
      expect(Object.values(linked as object)).toMatchObject([{ id: intent.id, status: 'requires_confirmation' }]);
      const confirmed = await payer.run(`return stripe.confirmUsBankAccount${kind}(${secret})`);
      expect(Object.values(confirmed as object)).toMatchObject([
        { status: expect.stringMatching(/processing|succeeded/) as string },
      ]);
    }
    const ideal = await createIntent({ currency: 'eur', allowed_payment_method_types: ['ideal'] });
    await payer.run(`window.bank = stripe.elements().create('idealBank'); bank.mount('#payment');
      bank.on('change', (event) => events.push(event)); await new Promise((resolve) => bank.on('ready', resolve));`);
    await payer.frame().getByLabel('Bank').selectOption('ING');
    expect(await payer.page.evaluate('events.at(-1)')).toEqual({
      ...{ elementType: 'idealBank', empty: false, complete: true, value: 'ing' },
    });
    const leaving = `stripe.confirmIdealPayment('${ideal.clientSecret}', { payment_method: { ideal: bank, billing_details: { name: 'Ada' } }, return_url: '${shop.url}/plain' })`;
    await payer.run(`window.pay = () => ${leaving}`);
    await payer.page.getByRole('button', { name: 'Pay' }).click();
    await payer.page.getByRole('button', { name: 'Authorize Test Payment' }).click();
    await payer.page.waitForURL(/redirect_status=succeeded/);
  }, 60_000);

  it('asks for an address or an Australian account without any payment, and all of it is to be seen', async () => {
    await payer.run(`const elements = stripe.elements(); const address = elements.create('address', { mode: 'shipping' });
      const account = elements.create('auBankAccount'); address.mount('#payment'); account.mount('#second');
      await Promise.all([address, account].map((element) => new Promise((resolve) => element.on('ready', resolve))));`);
    expect(await payer.frame().getByLabel('Full name').isVisible()).toBe(true);
    const number = payer.frame(1).getByLabel('Account number');
    await number.fill('000123456');
    const [field, frame] = await Promise.all([
      number.boundingBox(),
      payer.page.locator('#second iframe').boundingBox(),
    ]);
    expect(field?.width).toBeGreaterThan(100);
    expect((field?.x ?? 0) + (field?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    for (const inner of payer.page.frames().slice(1)) expect(await faultsOfFrame(inner)).toEqual([]);
  }, 60_000);

  it('has every call that the types of @stripe/stripe-js know', async () => {
    const folder = join(dirname(require.resolve('@stripe/stripe-js/package.json')), 'dist/stripe-js');
    const types = readFileSync(join(folder, 'stripe.d.ts'), 'utf8');
    const [, body = ''] = /export interface Stripe \{([^]*?)\n\}/.exec(types) ?? [];
    const calls = [...new Set([...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name ?? ''))];
    expect(calls.length).toBeGreaterThan(60);
    expect(
      await payer.run(`return ${JSON.stringify(calls)}.filter((name) => typeof stripe[name] !== 'function')`),
    ).toEqual([]);
    expect(await payer.run("return stripe.verifyIdentity('x')")).toMatchObject({ error: { code: 'not_in_emulator' } });
  }, 60_000);

  it('refuses what Stripe.js refuses', async () => {
    const failure = (code: string) => payer.run(`try { return await ${code} } catch (error) { return error.message }`);
    expect(await failure("Stripe('sk_test_1')")).toMatch(/^You should not use your secret key/);
    expect(await failure("stripe.elements({ clientSecret: 'none' })")).toMatch(
      /^Invalid value for elements\(\): clientSecret/,
    );
    expect(await failure("stripe.elements().create('payment')")).toMatch(/you must pass a clientSecret or mode/);
    expect(await failure("stripe.elements().create('card').mount('#none')")).toMatch(/applies to no DOM elements/);
    const lost = `const element = stripe.elements({ clientSecret: 'pi_1_secret_2' }).create('payment');
      element.mount('#payment'); return new Promise((resolve) => element.on('loaderror', resolve));`;
    expect(await payer.run(lost)).toMatchObject({ elementType: 'payment', error: { code: 'resource_missing' } });
    const { clientSecret } = await createIntent();
    expect(await failure(`stripe.confirmPayment({ clientSecret: '${clientSecret}' })`)).toMatch(/return_url/);
    expect(await payer.run(`return stripe.retrievePaymentIntent('${clientSecret}x')`)).toMatchObject({
      error: { type: 'invalid_request_error', code: 'resource_missing' },
    });
    expect(await payer.run('return [Stripe.version, await stripe.paymentRequest({}).canMakePayment()]')).toEqual([
      3,
      null,
    ]);
  }, 60_000);

  it('is what an application gets that loads Stripe.js from Stripe, when the browser is told so', async () => {
    const asked: string[] = [];
    await payer.page.route('https://js.stripe.com/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      asked.push(pathname);
      const script = await fetch(`${running.url}${pathname}`);
      await route.fulfill({ contentType: 'text/javascript', body: await script.text() });
    });
    const { clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
    await payer.visit(`/react?secret=${clientSecret}&loader=1`);
    await payer.typeCard(VISA);
    await payer.page.getByRole('button', { name: 'Pay now' }).click();
    await payer.page.getByText('succeeded').waitFor();
    expect(asked).toEqual(['/endive/stripe.js']);
  }, 60_000);

  it('offers saved cards of a customer session, and new ones', async () => {
    const { id: customer } = await stripe.customers.create();
    const saved = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    await stripe.paymentMethods.update(saved.id, { allow_redisplay: 'always' });
    const features = { payment_method_redisplay: 'enabled' } as const;
    const components = { payment_element: { enabled: true, features } };
    const session = await stripe.customerSessions.create({ customer, components });
    const { id, clientSecret } = await createIntent({ customer, allowed_payment_method_types: ['card'] });
    await payer.showPayment({ clientSecret, customerSessionClientSecret: session.client_secret });
    expect(await payer.frame().getByRole('button', { name: 'Card', exact: true }).isVisible()).toBe(true);
    await payer
      .frame()
      .getByRole('button', { name: /Mastercard .* 4444/ })
      .click();
    expect(await payer.pay()).toMatchObject({ paymentIntent: { id, status: 'succeeded', payment_method: saved.id } });
  }, 60_000);

  it('serves a React page with a checkout of elements', async () => {
    const price_data = { currency: 'usd', unit_amount: 2500, product_data: { name: 'Pot' } };
    const session = await stripe.checkout.sessions.create({
      ...{ mode: 'payment', ui_mode: 'elements', return_url: shop.url, customer_email: 'ada@example.com' },
      line_items: [{ price_data, quantity: 1 }],
    });
    await payer.visit(`/react?checkout=1&secret=${session.client_secret ?? ''}`);
    await payer.page.getByText('$25.00').waitFor();
    await payer.typeCard(VISA);
    await payer.page.getByRole('button', { name: 'Pay now' }).click();
    await payer.page.getByText('complete').waitFor();
  }, 60_000);

  it.each(['', '&card=1'])(
    'serves a React page with the official packages%s',
    async (kind) => {
      const { id, clientSecret } = await createIntent({ allowed_payment_method_types: ['card'] });
      await payer.visit(`/react?secret=${clientSecret}${kind}`);
      if (kind === '') await payer.typeCard(VISA);
      else {
        await payer.frame().locator('[name=cardnumber]').focus();
        await payer.page.keyboard.type(`${VISA}123412394103`);
      }
      await payer.page.getByRole('button', { name: 'Pay now' }).click();
      await payer.page.getByText('succeeded').waitFor();
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
    },
    60_000,
  );
});
