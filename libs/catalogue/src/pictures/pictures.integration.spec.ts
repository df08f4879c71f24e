import { newId, type SellerEntity } from '@guildhall/database';
import sharp from 'sharp';
import { CatalogueBench } from '../spec-support/catalogue-bench.js';

const MIB = 1_048_576;

describe('pictures of products', () => {
  let bench: CatalogueBench;
  let seller: SellerEntity;
  let photo: Buffer;
  beforeAll(async () => {
    bench = await CatalogueBench.open();
    seller = await bench.seller();
    // Wider than high, but its camera was held upright, somewhere on Null Island.
    photo = await sharp({ create: { width: 1600, height: 800, channels: 3, background: '#336699' } })
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Copyright: 'taken at home' }, IFD3: { GPSLatitude: '0/1' } })
      .jpeg()
      .toBuffer();
  });
  afterAll(() => bench.close());

  async function upload(bytes: Buffer, type = 'image/jpeg', url = '/v1/pictures', who = seller.userId) {
    const headers = { authorization: `Bearer ${who}`, 'content-type': type, 'idempotency-key': newId() };
    const answer = await bench.app.inject({ method: 'POST', url, headers, payload: bytes });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
  const show = (id: unknown, query = '') =>
    bench.app.inject({ method: 'GET', url: `/v1/pictures/${String(id)}${query}` });

  it('are encoded anew, upright, in two sizes, without where they were taken, and kept by everybody', async () => {
    const { status, body } = await upload(photo);
    expect([status, body.width, body.height]).toEqual([201, 600, 1_200]);
    const large = await show(body.id);
    expect(large.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const facts = await sharp(large.rawPayload).metadata();
    expect(facts).toMatchObject({ format: 'webp', width: 600, height: 1_200 });
    expect([facts.exif, facts.orientation]).toEqual([undefined, undefined]);
    expect(large.rawPayload.toString('latin1')).not.toContain('taken at home');
    expect(await sharp((await show(body.id, '?size=small')).rawPayload).metadata()).toMatchObject({ height: 480 });
    expect((await show(newId())).statusCode).toBe(404);
  });

  it('are the same picture when the same file comes again, also at once', async () => {
    const again = await Promise.all(Array.from({ length: 3 }, () => upload(photo)));
    expect(new Set(again.map(({ body }) => body.id)).size).toBe(1);
  });

  it('belong to products of their own seller alone (I7)', async () => {
    const { url: pictureUrl } = (await upload(photo)).body;
    const id = await bench.lists(seller, { pictureUrl });
    expect((await bench.product(id)).pictureUrl).toBe(pictureUrl);
    const stranger = await bench.seller();
    const theirs = await bench.lists(stranger);
    const refused = { status: 404, body: { code: 'picture_not_found' } };
    expect(await bench.request('PATCH', `/v1/products/${theirs}`, stranger.userId, { pictureUrl })).toMatchObject(
      refused,
    );
    const body = { title: 'Mug', priceMinor: 1_00, stock: 1, pictureUrl };
    expect(await bench.request('POST', '/v1/products', stranger.userId, body)).toMatchObject(refused);
    const elsewhere = { pictureUrl: '/api/seller/v1/auth/me' };
    expect((await bench.request('PATCH', `/v1/products/${id}`, seller.userId, elsewhere)).status).toBe(400);
  });

  it.each([
    ['a drawing that can hold scripts', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png'],
    ['half a picture', () => photo.subarray(0, 400), 'image/jpeg'],
    ['nothing', () => Buffer.alloc(0), 'image/jpeg'],
    ['JSON', () => Buffer.from('{}'), 'application/json'],
  ])('%s is refused', async (_what, bytes, type) => {
    const { status } = await upload(bytes(), type);
    expect(status).toBe(400);
  });

  it('more than 5 MiB, other kinds of files, and pictures at other addresses are refused', async () => {
    expect((await upload(Buffer.alloc(5 * MIB + 1))).status).toBe(413);
    expect((await upload(photo, 'image/svg+xml')).status).toBe(415);
    expect((await upload(photo, 'image/jpeg', '/v1/products')).status).toBe(415);
    expect(await upload(photo, 'image/jpeg', '/v1/pictures', await bench.user())).toMatchObject({
      status: 403,
      body: { code: 'not_a_seller' },
    });
  });
});
