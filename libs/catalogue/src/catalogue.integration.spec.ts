import { newId, type SellerEntity } from '@guildhall/database';
import { CatalogueBench } from './spec-support/catalogue-bench.js';

describe('the catalogue', () => {
  let bench: CatalogueBench;
  let seller: SellerEntity;
  beforeAll(async () => {
    bench = await CatalogueBench.open();
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    seller = await bench.seller();
  });

  const publish = (who: SellerEntity, change: object = {}) =>
    bench.request('POST', '/v1/products', who.userId, { title: 'Blue mug', priceMinor: 18_00, stock: 3, ...change });
  const change = (id: string, who: string, body: object) => bench.request('PATCH', `/v1/products/${id}`, who, body);
  const shown = (id: string) => bench.request('GET', `/v1/catalogue/products/${id}`);
  interface Listing {
    data: { id: string; title: string }[];
    hasMore: boolean;
    nextCursor: string | null;
  }
  const search = async (query: Record<string, string>) => {
    const { status, body } = await bench.request(
      'GET',
      `/v1/catalogue/products?${new URLSearchParams(query).toString()}`,
    );
    return { status, ...(body as unknown as Listing) };
  };
  const own = (query: Record<string, string> = {}) => search({ sellerId: seller.id, ...query });

  describe('putting products up for sale', () => {
    it('takes the seller’s own currency unless another is given', async () => {
      expect((await publish(seller)).body).toMatchObject({ currency: 'usd', priceMinor: 18_00, status: 'active' });
      expect((await publish(seller, { currency: 'eur' })).body).toMatchObject({ currency: 'eur' });
    });

    it.each([
      ['5.123 KWD', { currency: 'kwd', priceMinor: 5_123 }, 'price_not_chargeable'],
      ['half an ISK', { currency: 'isk', priceMinor: 50 }, 'price_not_chargeable'],
      ['a price of nothing', { priceMinor: 0 }, 'invalid_request'],
      ['less than nothing', { priceMinor: -1 }, 'invalid_request'],
      ['a fraction of a cent', { priceMinor: 10.5 }, 'invalid_request'],
      ['a price as text', { priceMinor: '1800' }, 'invalid_request'],
      ['2^53', { priceMinor: 2 ** 53 }, 'invalid_request'],
      ['1e21', { priceMinor: 1e21 }, 'invalid_request'],
      ['less than no stock', { stock: -1 }, 'invalid_request'],
      ['a picture that is a script', { pictureUrl: 'javascript:alert(1)' }, 'invalid_request'],
      ['a currency that nobody has', { currency: 'xxx' }, 'invalid_request'],
      ['somebody else as its seller', { sellerId: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' }, 'invalid_request'],
    ])('refuses %s', async (_what, wrong, code) => {
      expect(await publish(seller, wrong)).toMatchObject({ status: 400, body: { code } });
      expect((await own()).data).toEqual([]);
    });

    it('needs a seller who can sell', async () => {
      const unready = await bench.seller({ transfers: 'inactive' });
      expect(await publish(unready)).toMatchObject({ status: 409, body: { code: 'seller_not_ready' } });
      const nobody = { ...seller, userId: await bench.user() };
      expect(await publish(nobody)).toMatchObject({ status: 403, body: { code: 'not_a_seller' } });
    });
  });

  describe('what buyers see', () => {
    it.each([
      ['transfers are lost', { transfers: 'inactive' as const }],
      ['card payments are lost', { cardPayments: 'inactive' as const }],
      ['the seller disconnects', { deauthorizedAt: new Date() }],
    ])('leaves when %s and comes back with it (story 5)', async (_what, loss) => {
      const id = await bench.lists(seller);
      await bench.becomes(seller, loss);
      expect([(await shown(id)).status, (await own()).data]).toEqual([404, []]);
      await bench.becomes(seller, {});
      expect([(await shown(id)).status, (await own()).data.map((each) => each.id)]).toEqual([200, [id]]);
    });

    it('is not what was archived, which cannot be put back by a seller who cannot sell', async () => {
      const id = await bench.lists(seller);
      await change(id, seller.userId, { status: 'archived' });
      expect((await shown(id)).status).toBe(404);
      await bench.becomes(seller, { transfers: 'inactive' });
      expect((await change(id, seller.userId, { status: 'active' })).body.code).toBe('seller_not_ready');
      await bench.becomes(seller, {});
      expect((await change(id, seller.userId, { status: 'active' })).status).toBe(200);
      expect((await shown(id)).status).toBe(200);
    });

    it('is found by all of its words, in title or description, and by category', async () => {
      const mug = await bench.lists(seller, { title: 'Blue Mug', description: '100% stoneware', category: 'kitchen' });
      const pot = await bench.lists(seller, { title: 'Blue pot', description: 'Terracotta_red', category: 'home' });
      const found = async (query: Record<string, string>) => (await own(query)).data.map(({ id }) => id);
      expect(await found({ query: 'blue' })).toEqual([pot, mug]);
      expect(await found({ query: ' MUG  blue ' })).toEqual([mug]);
      expect(await found({ query: 'blue stoneware' })).toEqual([mug]);
      expect(await found({ query: 'mug terracotta' })).toEqual([]);
      expect(await found({ category: 'home' })).toEqual([pot]);
      // Nothing in a query is a pattern.
      expect(await found({ query: 'mu' })).toEqual([mug]);
      expect(await found({ query: 'bl st' })).toEqual([mug]);
      expect(await found({ query: 'ug' })).toEqual([]); // too short to be looked for inside of words
      expect(await found({ query: '%' })).toEqual([mug]);
      expect(await found({ query: '_' })).toEqual([pot]);
      expect(await found({ query: '\\' })).toEqual([]);
      expect(await found({ query: `' OR 1=1 --` })).toEqual([]);
    });

    it('says who sells it', async () => {
      const id = await bench.lists(seller);
      expect((await shown(id)).body.sellerName).toBe('Ada’s Mugs');
      expect((await own()).data).toMatchObject([{ id, sellerName: 'Ada’s Mugs' }]);
    });

    it('is found by price, in one currency, and by what is left', async () => {
      const cheap = await bench.lists(seller, { priceMinor: 5_00, stock: 0 });
      const dear = await bench.lists(seller, { priceMinor: 50_00 });
      const euro = await bench.lists(seller, { priceMinor: 6_00, currency: 'eur' });
      const found = async (query: Record<string, string>) => (await own(query)).data.map(({ id }) => id);
      expect(await found({})).toEqual([euro, dear, cheap]);
      expect(await found({ minPriceMinor: '500', maxPriceMinor: '600' })).toEqual([cheap]);
      expect(await found({ minPriceMinor: '501' })).toEqual([dear]);
      expect(await found({ currency: 'eur', maxPriceMinor: '600' })).toEqual([euro]);
      expect(await found({ currency: 'eur' })).toEqual([euro]);
      expect(await found({ inStock: 'true' })).toEqual([euro, dear]);
      expect((await own({ sort: 'dearest' })).status).toBe(400);
      expect((await own({ minPriceMinor: '-1' })).status).toBe(400);
    });

    it.each(['price_asc', 'price_desc'])('pages by %s, each product once, also those of one price', async (sort) => {
      const prices = [3_00, 1_00, 2_00, 2_00, 2_00, 1_00, 3_00];
      for (const priceMinor of prices) await bench.lists(seller, { priceMinor });
      const seen: { id: string; priceMinor: number }[] = [];
      let cursor: string | null = null;
      do {
        const page = await own({ sort, limit: '2', ...(cursor === null ? {} : { cursor }) });
        seen.push(...(page.data as unknown as typeof seen));
        cursor = page.nextCursor;
      } while (cursor !== null);
      const up = [...prices].sort((left, right) => left - right);
      expect(seen.map(({ priceMinor }) => priceMinor)).toEqual(sort === 'price_asc' ? up : up.reverse());
      expect(new Set(seen.map(({ id }) => id)).size).toBe(prices.length);
      const byAge = await own({ limit: '2' });
      expect((await own({ sort, cursor: byAge.nextCursor ?? '' })).status).toBe(400);
    });

    it('is counted by category and by seller, while they can sell', async () => {
      for (const category of ['lamps', 'lamps', 'rugs']) await bench.lists(seller, { category });
      await change(await bench.lists(seller, { category: 'rugs' }), seller.userId, { status: 'archived' });
      const counted = async () => {
        const { data } = (await bench.request('GET', '/v1/catalogue/categories')).body as { data: object[] };
        return data.filter((each) => ['lamps', 'rugs'].includes((each as { category: string }).category));
      };
      const page = () => bench.request('GET', `/v1/catalogue/sellers/${seller.id}`);
      expect(await counted()).toEqual([
        { category: 'lamps', products: 2 },
        { category: 'rugs', products: 1 },
      ]);
      expect((await page()).body).toEqual({
        id: seller.id,
        displayName: 'Ada’s Mugs',
        country: 'US',
        createdAt: expect.any(String) as string,
        products: 3,
      });
      await bench.becomes(seller, { transfers: 'inactive' });
      expect([await counted(), (await page()).body.code]).toEqual([[], 'seller_not_found']);
    });

    it('is read through an index, whatever is asked for, when there is much', async () => {
      await bench.database.source.query(
        `INSERT INTO product (id, seller_id, title, description, category, price_minor, currency, stock, status)
         SELECT gen_random_uuid(), $1, 'Thing ' || n, md5(n::text), 'things', n, 'usd', 1, 'active'
         FROM generate_series(1, 20000) n`,
        [seller.id],
      );
      await bench.database.source.query('ANALYZE product');
      const queries = [
        {},
        { sort: 'price_asc' },
        { sort: 'price_desc', minPriceMinor: 900, maxPriceMinor: 1_000 },
        { category: 'rugs' },
        { query: 'thing 15000' },
        { query: 'nowhere' },
        { query: 'zz' },
        { sellerId: newId() },
      ];
      for (const query of queries) {
        expect([query, await bench.scansOf(query)]).toEqual([
          query,
          expect.not.stringContaining('Seq Scan on product'),
        ]);
      }
      await bench.database.source.query(`DELETE FROM product WHERE category = 'things'`);
    });

    it('pages newest first, each product once, although others come and go in between', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 7; n += 1) ids.push(await bench.lists(seller, { title: `Mug ${String(n)}` }));
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await own({ limit: '3', ...(cursor === null ? {} : { cursor }) });
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
        await bench.lists(seller, { title: 'A newer one' });
      } while (cursor !== null);
      expect(seen).toEqual(ids.reverse());
      expect((await own({ cursor: 'forged' })).status).toBe(400);
      expect((await own({ limit: '1000' })).status).toBe(400);
    });
  });

  describe('changing a product', () => {
    it('changes what is given and nothing else', async () => {
      const id = await bench.lists(seller, { category: 'kitchen', description: 'Stoneware.' });
      const before = await bench.product(id);
      expect((await change(id, seller.userId, { priceMinor: 20_00 })).status).toBe(200);
      expect(await bench.product(id)).toEqual({ ...before, priceMinor: 2_000n, updatedAt: expect.any(Date) as Date });
      await change(id, seller.userId, { category: null });
      expect(await bench.product(id)).toMatchObject({ category: null, description: 'Stoneware.' });
    });

    it('refuses a price that cannot be charged', async () => {
      const id = await bench.lists(seller, { currency: 'kwd', priceMinor: 5_120 });
      expect((await change(id, seller.userId, { priceMinor: 5_123 })).body.code).toBe('price_not_chargeable');
      expect((await bench.product(id)).priceMinor).toBe(5_120n);
    });

    it('is for its seller alone: to another it is not there, and nothing changes (I7)', async () => {
      const id = await bench.lists(seller);
      const before = await bench.product(id);
      const strangers = [(await bench.seller()).userId, await bench.user()];
      for (const stranger of strangers) {
        for (const body of [{ priceMinor: 1 }, { stock: 0 }, { status: 'archived' }]) {
          const answer = await change(id, stranger, body);
          expect([answer.status, answer.body.code]).toEqual([404, 'product_not_found']);
        }
      }
      expect(await bench.product(id)).toEqual(before);
      const read = (who: string) => bench.request('GET', `/v1/products/${id}`, who);
      expect((await read(seller.userId)).body).toMatchObject({ id, title: 'Blue mug' });
      for (const stranger of strangers) expect((await read(stranger)).body.code).toBe('product_not_found');
      const listed = await bench.request('GET', '/v1/products', strangers[0] ?? null);
      expect(listed.body.data).toEqual([]);
      expect((await bench.request('GET', '/v1/products')).status).toBe(401);
    });
  });
});
