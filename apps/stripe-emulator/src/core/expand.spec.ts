import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { widgetsFamily } from '../testing/widgets.family.js';

describe('expand', () => {
  let running: RunningEmulator;
  let ids: string[];

  beforeAll(async () => {
    running = await startEmulator({ families: [widgetsFamily] });
    ids = [];
    for (let level = 0; level < 6; level += 1) {
      const parent = ids.at(-1);
      const params = { name: `level ${level}`, ...(parent === undefined ? {} : { parent, friend: parent }) };
      ids.push((await call(running, 'POST', '/v1/widgets', params)).body['id'] as string);
    }
  });
  afterAll(() => running.stop());

  const get = (id: string | undefined, ...paths: string[]) =>
    call(
      running,
      'GET',
      `/v1/widgets/${id}`,
      Object.fromEntries(paths.map((path, index) => [`expand[${index}]`, path])),
    );

  it('leaves ids alone when not asked', async () => {
    expect((await get(ids[1])).body).toMatchObject({ parent: ids[0], nested: { friend: ids[0] } });
  });

  it('expands four levels and refuses a fifth', async () => {
    const { body } = await get(ids[5], 'parent.parent.parent.parent');
    expect(body).toMatchObject({
      parent: { id: ids[4], parent: { id: ids[3], parent: { id: ids[2], parent: { id: ids[1], parent: ids[0] } } } },
    });
    expect(await get(ids[5], 'parent.parent.parent.parent.parent')).toMatchObject({ status: 400 });
  });

  it('expands several paths, nested fields and computed lists', async () => {
    const { body } = await get(ids[1], 'parent', 'nested.friend', 'children.data.nested.friend', 'children');
    expect(body).toMatchObject({ parent: { id: ids[0] }, nested: { friend: { id: ids[0] } } });
    expect(body).toMatchObject({ children: { object: 'list', data: [{ id: ids[2] }] } });
  });

  it('leaves null as it is and refuses what cannot be expanded', async () => {
    expect((await get(ids[0], 'parent')).body).toMatchObject({ parent: null });
    for (const path of ['name', 'nothing', 'data.parent', '__proto__'])
      expect(await get(ids[0], path)).toMatchObject({ status: 400, body: { error: { param: 'expand' } } });
  });

  it('changes nothing in the store', async () => {
    await get(ids[1], 'parent');
    expect((await get(ids[1])).body).toMatchObject({ parent: ids[0] });
  });
});
