import { Agent, request } from 'node:http';
import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { sdkOptions } from '../testing/sdk.js';

describe('the wire', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_wire', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const raw = (path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
    fetch(`${running.url}${path}`, { ...init, headers: { Authorization: 'Bearer sk_test_wire', ...init.headers } });

  it('keeps what was created, and merges and unsets metadata', async () => {
    const created = await stripe.customers.create({ email: 'jenny@example.com', metadata: { a: '1', b: '2' } });
    await stripe.customers.update(created.id, { metadata: { a: '', c: '3' }, name: 'Jenny' });
    const customer = (await stripe.customers.retrieve(created.id)) as Stripe.Customer;
    expect(customer).toMatchObject({ email: 'jenny@example.com', name: 'Jenny', metadata: { b: '2', c: '3' } });
    expect(Object.keys(customer.metadata)).toEqual(['b', 'c']);
    await stripe.customers.update(created.id, { metadata: '' });
    expect(((await stripe.customers.retrieve(created.id)) as Stripe.Customer).metadata).toEqual({});
  });

  it('answers pretty-printed JSON with the headers that SDKs read', async () => {
    const response = await raw('/v1/customers', {
      method: 'POST',
      body: 'name=A%20B&metadata[x]=%E2%82%AC',
      headers: { 'Idempotency-Key': 'wire-1', 'Stripe-Version': '2024-06-20' },
    });
    const text = await response.text();
    expect(text).toMatch(/^\{\n {2}"id": "cus_/);
    expect(text).toContain('"x": "€"');
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    expect(response.headers.get('stripe-version')).toBe('2024-06-20');
    expect(response.headers.get('idempotency-key')).toBe('wire-1');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('serves those who offer another protocol as if they had not', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const offer = { Upgrade: 'h2c', Connection: 'Upgrade, HTTP2-Settings', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' };
    const create = (name: string): Promise<Stripe.Customer> =>
      new Promise((resolve, reject) => {
        const headers = { Authorization: 'Bearer sk_test_wire', 'Content-Length': name.length + 5, ...offer };
        const sent = request(`${running.url}/v1/customers`, { method: 'POST', agent, headers }, (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => {
            resolve(JSON.parse(text) as Stripe.Customer);
          });
        });
        sent.on('error', reject).end(`name=${name}`);
      });
    // The second one comes on the same connection.
    expect([(await create('A')).name, (await create('B'.repeat(200))).name]).toEqual(['A', 'B'.repeat(200)]);
    agent.destroy();
  });

  it('takes Basic authentication and answers a preflight', async () => {
    const basic = `Basic ${Buffer.from('sk_test_wire:').toString('base64')}`;
    expect((await raw('/v1/customers', { headers: { Authorization: basic } })).status).toBe(200);
    expect((await fetch(`${running.url}/v1/customers`, { method: 'OPTIONS' })).status).toBe(204);
  });

  it.each([
    [{ nonsense: 1 }, 'parameter_unknown', 'nonsense'],
    [{ balance: 'abc' }, 'parameter_invalid_integer', 'balance'],
    [{ email: 'no-at-sign' }, 'email_invalid', 'email'],
    [{ shipping: { name: 'x' } }, 'parameter_missing', 'shipping[address]'],
    [{ address: { planet: 'x' } }, 'parameter_unknown', 'address[planet]'],
    [{ invoice_prefix: '' }, 'parameter_invalid_empty', 'invoice_prefix'],
  ])('refuses %j with its code and parameter', async (params, code, param) => {
    const error = await stripe.customers.create(params as Stripe.CustomerCreateParams).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({
      statusCode: 400,
      code,
      param,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    });
  });

  it('answers 404 for an unknown id and an unknown URL, and a stub for what was deleted', async () => {
    await expect(stripe.customers.retrieve('cus_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
      message: "No such customer: 'cus_none'",
    });
    const unknown = await raw('/v1/nonsense');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    const { id } = await stripe.customers.create();
    expect(await stripe.customers.del(id)).toMatchObject({ id, object: 'customer', deleted: true });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    await expect(stripe.customers.update(id, { name: 'x' })).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it.each([
    ['/', 'Unrecognized request URL (GET: /). Please see'],
    ['/v1/nonsense', 'Unrecognized request URL (GET: /v1/nonsense). Please see'],
    ['/v1/customers/', 'Unrecognized request URL (GET: /v1/customers/). If you are trying to list objects, remove the'],
  ])('says of %s what Stripe says', async (path, message) => {
    const answer = await raw(path);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(message);
  });

  it('refuses JSON where Stripe takes forms, and takes a bodiless request whatever its type', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const refused = await raw('/v1/customers', { method: 'POST', body: '{"name":"A"}', headers });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringContaining('application/x-www-form-urlencoded') as string },
    });
    expect((await raw('/v1/customers', { headers })).status).toBe(200);
  });

  it.each([
    ['2019-02-11', 200],
    ['2024-06-20', 200],
    ['2025-03-31.basil', 200],
    ['2026-09-30.preview', 200],
    ['2025-03-31', 400],
    ['2019-02-11.basil', 400],
    ['2019-13-01', 400],
    ['2010-12-31', 400],
    ['2199-01-01.zinnia', 400],
    ['latest', 400],
  ])('answers %s as API version with %i', async (version, status) => {
    expect((await raw('/v1/customers', { headers: { 'Stripe-Version': version } })).status).toBe(status);
  });

  it('refuses a list by an object that never was, and lists what a deleted one left', async () => {
    await expect(stripe.charges.list({ customer: 'cus_none' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
      message: "No such customer: 'cus_none'",
    });
    const { id } = await stripe.customers.create();
    await stripe.customers.del(id);
    expect((await stripe.charges.list({ customer: id })).data).toEqual([]);
  });

  it('suggests data. to whoever expands a list, and names two choices without a comma', async () => {
    await expect(stripe.customers.list({ expand: ['default_source'] })).rejects.toMatchObject({
      param: 'expand',
      message:
        "This property cannot be expanded (default_source). You may want to try expanding 'data.default_source' instead.",
    });
    await expect(stripe.customers.create({ expand: ['nonsense'] })).rejects.toMatchObject({
      message: 'This property cannot be expanded (nonsense).',
    });
    await expect(stripe.setupIntents.create({ usage: 'x' as 'on_session' })).rejects.toMatchObject({
      message: 'Invalid usage: must be one of off_session or on_session',
    });
  });

  it('expands what the SDK declares expandable', async () => {
    const expand = ['cash_balance', 'invoice_credit_balance', 'tax', 'sources', 'test_clock'];
    const customer = await stripe.customers.create({ expand });
    expect(customer.cash_balance).toMatchObject({ object: 'cash_balance', customer: customer.id, available: null });
    const charge = await stripe.charges.create({ amount: 1000, currency: 'usd', source: 'tok_visa' });
    const mandates = ['payment_method_details.card.mandate', 'payment_method_details.ideal.generated_sepa_debit'];
    expect(await stripe.charges.retrieve(charge.id, { expand: mandates })).toMatchObject({ id: charge.id });
    const intents = await stripe.paymentIntents.list({ expand: ['data.source', 'data.payment_record'] });
    expect(intents.data).toEqual([]);
  });

  it('takes the id that an importer chose for a customer, once', async () => {
    const imported = { id: 'legacy-17', name: 'A' } as Stripe.CustomerCreateParams;
    expect((await stripe.customers.create(imported)).id).toBe('legacy-17');
    await expect(stripe.customers.create(imported)).rejects.toMatchObject({ code: 'resource_already_exists' });
    const hostile = { id: '_key/sk_test_x' } as Stripe.CustomerCreateParams;
    await expect(stripe.customers.create(hostile)).rejects.toMatchObject({ statusCode: 400, param: 'id' });
  });

  it('repeats ids with a seed and never without', async () => {
    const idsOf = async (seed?: string) => {
      const other = await startEmulator({ seed });
      const client = new Stripe('sk_test_x', sdkOptions(other));
      const { id } = await client.customers.create();
      const { data } = await client.events.list();
      await other.stop();
      return [other.account, id, data[0]?.id];
    };
    expect(await idsOf('11')).toEqual(await idsOf('11'));
    expect(await idsOf('11')).not.toEqual(await idsOf('12'));
    expect(await idsOf()).not.toEqual(await idsOf());
  });
});
