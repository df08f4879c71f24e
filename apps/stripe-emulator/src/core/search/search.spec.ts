import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { call } from '../../testing/call.js';
import { sdkOptions } from '../../testing/sdk.js';

describe('search', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator();
    stripe = new Stripe('sk_test_a', sdkOptions(running));
    for (const [index, name] of ['Ann Öztürk', 'Ben "the" Baker', 'Cleo', 'Dora', 'Émile'].entries())
      await stripe.customers.create({
        name,
        email: `${name.slice(0, 3)}.${index}@Example.com`.replaceAll(/[^\w.@]/g, 'x'),
        metadata: { order: String(index % 2), 'a key': name },
        ...(index === 2 ? { phone: '+1 555 0100' } : {}),
      });
  });
  afterAll(() => running.stop());

  const found = async (query: string) => {
    const { data } = await stripe.customers.search({ query });
    return data.map(({ name }) => name?.[0]).join('');
  };

  it.each([
    [`name:"cleo"`, 'C'],
    [`name:'Cleo'`, 'C'],
    [`name~"aker"`, 'B'],
    [`name:"Ben \\"the\\" Baker"`, 'B'],
    [`email~"EXAMPLE"`, 'ÉDCBA'],
    [`metadata["order"]:"1"`, 'DB'],
    [`-metadata["order"]:"1"`, 'ÉCA'],
    [`metadata['a key']:"dora"`, 'D'],
    [`metadata["order"]:null`, ''],
    [`-metadata["order"]:null`, 'ÉDCBA'],
    [`phone:null`, 'ÉDBA'],
    [`name:"Cleo" OR name:"Dora"`, 'DC'],
    [`metadata["order"]:"0" AND -name:"Cleo"`, 'ÉA'],
    [`metadata["order"]:"0" name:"Cleo"`, 'C'],
    [`created>1 and created<=9999999999`, 'ÉDCBA'],
    [`created<1`, ''],
  ])('finds by %s', async (query, names) => {
    expect(await found(query)).toBe(names);
  });

  it('keeps its indexes in step with what changes', async () => {
    const customer = await stripe.customers.create({ name: 'Zoe', metadata: { order: '1' } });
    expect(await found('metadata["order"]:"1"')).toBe('ZDB');
    await stripe.customers.update(customer.id, { metadata: { order: '9' } });
    expect(await found('metadata["order"]:"1"')).toBe('DB');
    expect(await found('metadata["order"]:"9"')).toBe('Z');
    await stripe.customers.del(customer.id);
    expect(await found('metadata["order"]:"9"')).toBe('');
  });

  it('answers page by page, newest first, and counts when asked', async () => {
    const first = await stripe.customers.search({ query: 'email~"example"', limit: 2, expand: ['total_count'] });
    expect(first).toMatchObject({
      object: 'search_result',
      url: '/v1/customers/search',
      has_more: true,
      total_count: 5,
    });
    const second = await stripe.customers.search({ query: 'email~"example"', limit: 4, page: first.next_page ?? '' });
    expect(second.data.map(({ name }) => name?.[0]).join('')).toBe('CBA');
    expect(second).toMatchObject({ has_more: false, next_page: null });
    expect(second).not.toHaveProperty('total_count');
    const all: string[] = [];
    for await (const { id } of stripe.customers.search({ query: 'email~"example"', limit: 2 })) all.push(id);
    expect(new Set(all).size).toBe(5);
  });

  it('expands what it finds', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 700,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://example.com',
      metadata: { order: 'x' },
    });
    const query = `status:"succeeded" AND amount>=700 AND metadata["order"]:"x"`;
    const { data } = await stripe.paymentIntents.search({ query, expand: ['data.latest_charge'] });
    expect(data.map(({ id }) => id)).toEqual([intent.id]);
    expect(data[0]?.latest_charge).toMatchObject({ object: 'charge', amount: 700 });
    const charges = await stripe.charges.search({ query: 'payment_method_details.card.last4:4242' });
    expect(charges.data).toHaveLength(1);
    expect((await stripe.charges.search({ query: 'amount>700' })).data).toEqual([]);
  });

  it.each([
    [{}, 'Missing required param: query.'],
    [{ query: 'nonsense' }, 'We were unable to parse your search query'],
    [{ query: 'email:"a' }, 'We were unable to parse your search query'],
    [{ query: '(email:"a")' }, 'We were unable to parse your search query'],
    [{ query: 'color:"red"' }, 'Field `color` is an unsupported search field for resource `customers`'],
    [{ query: 'metadata:"red"' }, 'Field `metadata` is an unsupported'],
    [{ query: 'email>"a"' }, 'does not support the operator'],
    [{ query: 'email~"ab"' }, 'at least 3 characters'],
    [{ query: 'name:"a" AND name:"b" OR name:"c"' }, 'cannot combine AND and OR'],
    [{ query: 'name:"abc"', page: '!' }, 'Invalid page token'],
    [{ query: 'name:"abc"', starting_after: 'cus_1' }, 'Received unknown parameter: starting_after'],
  ])('refuses %j', async (params, message) => {
    const { status, body } = await call(running, 'GET', '/v1/customers/search', params);
    expect(status).toBe(400);
    expect((body['error'] as { message: string }).message).toContain(message);
  });
});
