import { testDatabase, type TestDatabase } from '@guildhall/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { eventOf } from '../spec-support/deliveries.js';
import { deliver, startInboxApp } from '../spec-support/inbox-app.js';
import { type EventFilter, EventsService } from './events.service.js';

describe('EventsService', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  beforeAll(async () => {
    database = await testDatabase();
    app = await startInboxApp({ databaseUrl: database.url, worker: false });
    for (let place = 0; place < 30; place += 1) {
      await deliver(
        app,
        eventOf({
          id: `evt_${place}`,
          type: place % 2 === 0 ? 'charge.succeeded' : 'charge.refunded',
          objectId: `ch_${place % 5}`,
          ...(place % 3 === 0 ? { account: `acct_${place % 2}` } : {}),
        }),
      );
    }
    await database.source.query(`UPDATE stripe_event SET state = 'dead' WHERE event_id IN ('evt_3', 'evt_4')`);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  const ids = async (filter: EventFilter) => {
    const found: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await app.get(EventsService).list(filter, { limit: 4, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.data.map(({ eventId }) => eventId));
      cursor = page.nextCursor;
    }
    return found;
  };
  const expected = (wanted: (place: number) => boolean) =>
    Array.from({ length: 30 }, (_, place) => 29 - place)
      .filter(wanted)
      .map((place) => `evt_${place}`);

  it('lists every event once, newest first, by any filter', async () => {
    expect(await ids({})).toEqual(expected(() => true));
    expect(await ids({ type: 'charge.refunded' })).toEqual(expected((place) => place % 2 === 1));
    expect(await ids({ objectId: 'ch_2' })).toEqual(expected((place) => place % 5 === 2));
    expect(await ids({ account: 'platform' })).toEqual(expected((place) => place % 3 !== 0));
    expect(await ids({ account: 'acct_1' })).toEqual(expected((place) => place % 3 === 0 && place % 2 === 1));
    expect(await ids({ eventId: 'evt_7' })).toEqual(['evt_7']);
    expect(await ids({ state: 'dead' })).toEqual(['evt_4', 'evt_3']);
    expect(await ids({ state: 'dead', account: 'acct_1' })).toEqual(['evt_3']);
    expect(await ids({ state: 'processed' })).toEqual([]);
  });

  it('shows the payload of one event, and not in lists', async () => {
    const { data } = await app.get(EventsService).list({ eventId: 'evt_7' }, { limit: 1 });
    expect(data[0]?.['payload' as keyof (typeof data)[0]]).toBeUndefined();
    const event = await app.get(EventsService).get(data[0]?.id ?? '');
    expect(event.payload).toMatchObject({ id: 'evt_7', data: { object: { id: 'ch_2' } } });
  });
});
