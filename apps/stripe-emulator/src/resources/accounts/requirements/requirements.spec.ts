import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';
import { usIndividual } from '../testing/sellers.js';

const DAY = 86_400;

describe('requirements', () => {
  let running: RunningEmulator;
  let stripe: Stripe;

  beforeEach(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_requirements', sdkOptions(running));
  });
  afterEach(() => running.stop());

  const control = async (account: string, body: object): Promise<Stripe.Account> => {
    const response = await fetch(`${running.url}/_control/accounts/${account}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Stripe.Account;
  };
  const individual = (over: Stripe.AccountCreateParams.Individual): Stripe.AccountCreateParams => {
    const base = usIndividual();
    return { ...base, individual: { ...base.individual, ...over } };
  };

  it('asks for a document when the number does not match, and believes the document', async () => {
    const account = await stripe.accounts.create(individual({ id_number: '111111111' }));
    expect(account).toMatchObject({
      charges_enabled: false,
      individual: {
        verification: { status: 'unverified', details_code: 'failed_keyed_identity' },
        requirements: { currently_due: ['verification.document'] },
      },
      requirements: {
        currently_due: ['individual.verification.document'],
        errors: [{ code: 'verification_failed_keyed_identity', requirement: 'individual.verification.document' }],
      },
    });
    const document = { front: 'file_identity_document_success' };
    const given = await stripe.accounts.update(account.id, { individual: { verification: { document } } });
    expect(given).toMatchObject({
      capabilities: { transfers: 'pending' },
      requirements: {
        currently_due: [],
        pending_verification: ['individual.verification.document'],
        disabled_reason: 'requirements.pending_verification',
      },
    });
    await running.advance({ seconds: 3 });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      individual: { verification: { status: 'verified' } },
      requirements: { currently_due: [], pending_verification: [], errors: [] },
    });
    const types = (await stripe.events.list({ limit: 5 }, { stripeAccount: account.id })).data.map(
      (event) => event.type,
    );
    expect(types).toEqual(expect.arrayContaining(['person.updated', 'account.updated', 'capability.updated']));
  });

  it('lets the failing document fail, whatever the numbers say', async () => {
    const account = await stripe.accounts.create(
      individual({ verification: { document: { front: 'file_identity_document_failure' } } }),
    );
    await running.advance({ seconds: 3 });
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      charges_enabled: false,
      individual: { verification: { document: { details_code: 'document_failed_test_mode' } } },
      requirements: {
        currently_due: ['individual.verification.document'],
        errors: [{ code: 'verification_document_failed_test_mode' }],
      },
    });
  });

  it.each([
    [{ address: { line1: 'address_no_match' } }, 'individual.verification.additional_document'],
    [{ address: { line1: 'address_line1_no_match' } }, 'individual.verification.additional_document'],
  ])('asks for a proof of address after %j', async (over, field) => {
    const base = usIndividual().individual ?? {};
    const account = await stripe.accounts.create(individual({ address: { ...base.address, ...over.address } }));
    expect(account.requirements?.currently_due).toEqual([field]);
  });

  it('raises a sanctions alert for the test date of birth', async () => {
    const account = await stripe.accounts.create(individual({ dob: { day: 1, month: 1, year: 1900 } }));
    expect(account).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      requirements: { disabled_reason: 'under_review' },
    });
  });

  it('leaves a document eventually due for data that proves nothing, and enables the account', async () => {
    const account = await stripe.accounts.create(
      individual({ dob: { day: 5, month: 5, year: 1985 }, ssn_last_4: '4242' }),
    );
    expect(account).toMatchObject({
      charges_enabled: true,
      requirements: { currently_due: [], eventually_due: ['individual.verification.document'] },
    });
  });

  it.each([
    ['https://inaccessible.stripe.com', 'invalid_url_website_inaccessible'],
    ['https://disallowed.stripe.com', 'invalid_url_denylisted'],
  ])('does not accept the website %s', async (url, code) => {
    const account = await stripe.accounts.create(usIndividual({ business_profile: { mcc: '5734', url } }));
    expect(account.requirements).toMatchObject({
      currently_due: ['business_profile.url'],
      errors: [{ code, requirement: 'business_profile.url' }],
    });
    const healed = await stripe.accounts.update(account.id, {
      business_profile: { url: 'https://accessible.stripe.com' },
    });
    expect(healed.charges_enabled).toBe(true);
  });

  it('gives a deadline to an enabled account, then disables it, then heals (story 4)', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    const field = 'individual.verification.document';
    const asked = await control(id, { action: 'fail_verification', error_code: 'verification_document_expired' });
    const now = running.emulator.clock.now;
    expect(asked).toMatchObject({ charges_enabled: true, payouts_enabled: true });
    expect(asked.requirements).toMatchObject({
      currently_due: [field],
      past_due: [],
      errors: [{ code: 'verification_document_expired', requirement: field }],
      disabled_reason: null,
    });
    expect(Math.abs((asked.requirements?.current_deadline ?? 0) - (now + 14 * DAY))).toBeLessThan(5);
    await running.advance({ seconds: 15 * DAY });
    const late = await stripe.accounts.retrieve(id);
    expect(late).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      requirements: { past_due: [field], current_deadline: null, disabled_reason: 'requirements.past_due' },
    });
    expect(await stripe.accounts.retrieveCapability(id, 'transfers')).toMatchObject({
      status: 'inactive',
      requirements: { disabled_reason: 'requirements.fields_needed', past_due: [field] },
    });
    await stripe.accounts.update(id, {
      individual: { verification: { document: { front: 'file_identity_document_success' } } },
    });
    await running.advance({ seconds: 3 });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      requirements: { currently_due: [], past_due: [], disabled_reason: null },
    });
  });

  it('keeps the deadline it was given, and does not fire one that was met', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    const asked = await control(id, { action: 'require', field: 'company.phone', deadline_in_seconds: 3600 });
    expect(asked.requirements?.current_deadline).toBeGreaterThan(running.emulator.clock.now + 3500);
    const met = await stripe.accounts.update(id, { company: { phone: '0000000000' } });
    expect(met.requirements).toMatchObject({ currently_due: [], current_deadline: null });
    await running.advance({ seconds: 2 * DAY });
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
  });

  it('loses a capability and gets it back (story 5)', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    const lost = await control(id, {
      action: 'disable_capability',
      capability: 'card_payments',
      disabled_reason: 'rejected.unsupported_business',
    });
    expect(lost).toMatchObject({
      charges_enabled: false,
      payouts_enabled: true,
      capabilities: { card_payments: 'inactive', transfers: 'active' },
    });
    const [event] = (await stripe.events.list({ type: 'capability.updated', limit: 1 }, { stripeAccount: id })).data;
    expect(event).toMatchObject({
      account: id,
      data: {
        object: {
          id: 'card_payments',
          account: id,
          status: 'inactive',
          requirements: { disabled_reason: 'rejected.unsupported_business' },
        },
        previous_attributes: { status: 'active' },
      },
    });
    const back = await control(id, { action: 'restore_capability', capability: 'card_payments' });
    expect(back).toMatchObject({ charges_enabled: true, capabilities: { card_payments: 'active' } });
  });

  it('answers capabilities that were never requested, and requests them', async () => {
    const { id } = await stripe.accounts.create(usIndividual());
    expect(await stripe.accounts.retrieveCapability(id, 'sepa_debit_payments')).toMatchObject({
      requested: false,
      status: 'unrequested',
    });
    expect(await stripe.accounts.updateCapability(id, 'sepa_debit_payments', { requested: true })).toMatchObject({
      requested: true,
      status: 'active',
    });
    expect((await stripe.accounts.listCapabilities(id)).data.map((item) => item.id).sort()).toEqual([
      'card_payments',
      'sepa_debit_payments',
      'transfers',
    ]);
    const off = await stripe.accounts.updateCapability(id, 'card_payments', { requested: false });
    expect(off.status).toBe('unrequested');
    await expect(stripe.accounts.retrieveCapability(id, 'flying')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('names the representative of a company by id once there is one', async () => {
    const account = await stripe.accounts.create({
      type: 'custom',
      country: 'FR',
      business_type: 'company',
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    expect(account.requirements?.currently_due).toEqual(
      expect.arrayContaining(['company.directors_provided', 'company.tax_id', 'representative.first_name']),
    );
    const person = await stripe.accounts.createPerson(account.id, {
      first_name: 'Jean',
      relationship: { representative: true, title: 'CEO' },
    });
    const after = await stripe.accounts.retrieve(account.id);
    expect(after.requirements?.currently_due).toContain(`${person.id}.last_name`);
    expect(after.requirements?.currently_due).not.toContain('representative.first_name');
    expect(person.requirements?.currently_due).toContain('last_name');
    expect(
      (await stripe.accounts.listPersons(account.id, { relationship: { representative: true } })).data,
    ).toHaveLength(1);
    const owner = await stripe.accounts.createPerson(account.id, { relationship: { owner: true } });
    expect((await stripe.accounts.retrieve(account.id)).requirements?.currently_due).toContain(
      `${owner.id}.first_name`,
    );
    expect(await stripe.accounts.deletePerson(account.id, owner.id)).toEqual({
      id: owner.id,
      object: 'person',
      deleted: true,
    });
    expect((await stripe.accounts.retrieve(account.id)).requirements?.currently_due).not.toContain(
      `${owner.id}.first_name`,
    );
    const types = (await stripe.events.list({ type: 'person.*' }, { stripeAccount: account.id })).data.map(
      (event) => event.type,
    );
    expect(types).toEqual(['person.deleted', 'person.created', 'person.created']);
  });
});
