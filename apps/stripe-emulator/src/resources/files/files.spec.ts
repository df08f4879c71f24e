import Stripe from 'stripe';
import { Conformance } from '../../conformance/conformance.js';
import { startEmulator, type RunningEmulator } from '../../index.js';
import { sdkOptions } from '../../testing/sdk.js';

const PDF = Buffer.from('%PDF-1.4 a receipt');

describe('files and their links', () => {
  const conformance = new Conformance();
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ seed: '7', onAnswer: conformance.onAnswer });
    conformance.watchEvents(running);
    stripe = new Stripe('sk_test_files', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const upload = (purpose: Stripe.FileCreateParams.Purpose = 'dispute_evidence', data: Buffer = PDF) =>
    stripe.files.create({ purpose, file: { data, name: 'receipt.pdf', type: 'application/pdf' } });

  it('keeps an upload byte by byte', async () => {
    const data = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 253, 254, 255, 13, 10, 45, 45]);
    const file = await stripe.files.create({
      purpose: 'business_logo',
      file: { data, name: 'logo.png', type: 'image/png' },
      file_link_data: { create: true, metadata: { order: '7' } },
    });
    expect(file).toMatchObject({
      object: 'file',
      filename: 'logo.png',
      type: 'png',
      size: 14,
      purpose: 'business_logo',
    });
    expect(file.id).toMatch(/^file_/);
    expect(file.links?.data).toMatchObject([{ file: file.id, expired: false, metadata: { order: '7' } }]);
    expect(await stripe.files.retrieve(file.id)).toMatchObject({ id: file.id, size: 14 });
    const open = (headers: Record<string, string>) => fetch(file.url ?? '', { headers });
    expect((await open({})).status).toBe(401);
    const contents = await open({ Authorization: 'Bearer sk_test_files' });
    expect(contents.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await contents.arrayBuffer())).toEqual(data);
    const linked = await fetch(file.links?.data[0]?.url ?? '');
    expect(Buffer.from(await linked.arrayBuffer())).toEqual(data);
    const events = await stripe.events.list({ type: 'file.created' });
    expect(events.data[0]?.data.object).toMatchObject({ id: file.id });
  });

  it('lists by purpose, and refuses what is no file, too large or for nothing', async () => {
    const file = await upload('identity_document');
    const { data } = await stripe.files.list({ purpose: 'identity_document' });
    expect(data.map(({ id }) => id)).toEqual([file.id]);
    await expect(upload('business_icon', Buffer.alloc(512 * 1024 + 1))).rejects.toMatchObject({ param: 'file' });
    await expect(upload('fun')).rejects.toMatchObject({ param: 'purpose' });
    const plain = await fetch(`${running.url}/v1/files`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_files' },
      body: new URLSearchParams({ purpose: 'dispute_evidence', file: 'x' }),
    });
    expect(await plain.json()).toMatchObject({ error: { type: 'invalid_request_error', param: 'file' } });
    const broken = await fetch(`${running.url}/v1/files`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_files', 'Content-Type': 'multipart/form-data' },
      body: 'nonsense',
    });
    expect(broken.status).toBe(400);
    await expect(stripe.files.retrieve('file_none')).rejects.toMatchObject({
      statusCode: 404,
      message: "No such file upload: 'file_none'",
    });
  });

  it('links expire when told and when their time has come', async () => {
    const file = await upload();
    const now = Math.floor(Date.now() / 1000);
    const link = await stripe.fileLinks.create({ file: file.id, expires_at: now + 3600 });
    expect((await stripe.fileLinks.list({ file: file.id, expired: false })).data).toHaveLength(1);
    expect((await fetch(link.url ?? '')).status).toBe(200);
    expect((await fetch((link.url ?? '').slice(0, -1))).status).toBe(404);
    await running.advance({ seconds: 3601 });
    expect((await fetch(link.url ?? '')).status).toBe(404);
    expect(await stripe.fileLinks.retrieve(link.id, { expand: ['file'] })).toMatchObject({
      expired: true,
      file: { id: file.id },
    });
    const other = await stripe.fileLinks.create({ file: file.id });
    expect(await stripe.fileLinks.update(other.id, { expires_at: 'now' })).toMatchObject({ expired: true });
    const secret = await upload('identity_document');
    await expect(stripe.fileLinks.create({ file: secret.id })).rejects.toMatchObject({ param: 'file' });
  });

  it('answers an upload once per idempotency key', async () => {
    const params = {
      purpose: 'dispute_evidence',
      file: { data: PDF, name: 'r.pdf', type: 'application/pdf' },
    } as const;
    const first = await stripe.files.create(params, { idempotencyKey: 'upload' });
    expect((await stripe.files.create(params, { idempotencyKey: 'upload' })).id).toBe(first.id);
    const other = { ...params, file: { ...params.file, data: Buffer.from('%PDF other') } };
    await expect(stripe.files.create(other, { idempotencyKey: 'upload' })).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
    });
  });

  it('accounts, persons and disputes take only files that were uploaded for them', async () => {
    const logo = await upload('business_logo');
    const identity = await upload('identity_document');
    const create = (icon: string) =>
      stripe.accounts.create({ type: 'express', country: 'US', settings: { branding: { icon } } });
    const account = await create(logo.id);
    expect(account.settings?.branding.icon).toBe(logo.id);
    await expect(create('file_none')).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'settings[branding][icon]',
    });
    await expect(create(identity.id)).rejects.toMatchObject({ param: 'settings[branding][icon]' });
    const person = (front: string) =>
      stripe.accounts.createPerson(account.id, { first_name: 'Jenny', verification: { document: { front } } });
    expect((await person(identity.id)).first_name).toBe('Jenny');
    await expect(person(logo.id)).rejects.toMatchObject({ param: 'verification[document][front]' });
    const charge = await stripe.charges.create({ amount: 1000, currency: 'usd', source: 'tok_createDispute' });
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
    const answer = (receipt: string) =>
      stripe.disputes.update(dispute?.id ?? '', { evidence: { receipt }, submit: false });
    await expect(answer(logo.id)).rejects.toMatchObject({ param: 'evidence[receipt]' });
    await expect(answer('file_none')).rejects.toMatchObject({ code: 'resource_missing' });
    expect((await answer((await upload()).id)).evidence_details.has_evidence).toBe(true);
  });

  it('answers and emits what the SDK types say', () => {
    expect(conformance.checked).toBeGreaterThan(0);
    expect(conformance.problems).toEqual([]);
  });
});
