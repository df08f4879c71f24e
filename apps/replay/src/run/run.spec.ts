import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProblem } from '@guildhall/api-client';
import { readCommandLine } from '../command-line.js';
import { inParallel } from './in-parallel.js';
import { Journal } from './journal.js';
import { Patience } from './patience.js';
import { SeededRandom } from './seeded-random.js';

describe('the journal', () => {
  const directory = mkdtempSync(join(tmpdir(), 'guildhall-journal-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('knows after a kill what was done, but for a line that was cut', () => {
    const path = join(directory, 'a.ndjson');
    const journal = Journal.open(path, 'file');
    journal.add({ is: 'product', key: 'A@125', id: 'p1' });
    journal.add({ is: 'order', invoice: '1', id: 'o1' });
    appendFileSync(path, '{"is":"order","invoice":"2","i');
    const again = Journal.open(path, 'file');
    expect([again.secret, [...again.products], [...again.orders]]).toEqual([
      journal.secret,
      [['A@125', 'p1']],
      [['1', 'o1']],
    ]);
    again.add({ is: 'order', invoice: '2', id: 'o2' });
    expect(Journal.open(path, 'file').orders.get('2')).toBe('o2');
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(4);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('is of one file', () => {
    const path = join(directory, 'b.ndjson');
    Journal.open(path, 'file');
    expect(() => Journal.open(path, 'other')).toThrow('--fresh');
  });
});

describe('patience', () => {
  const failing = (errors: Error[]) => () => {
    const error = errors.shift();
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  const refused = () => Object.assign(new TypeError('fetch failed'), { cause: 'ECONNREFUSED' });

  it('repeats what may go better', async () => {
    const patience = new Patience(new AbortController().signal);
    const inUse = new ApiProblem(409, { code: 'idempotency_key_in_use' });
    await expect(patience.with(failing([refused(), new ApiProblem(503, {}), inUse]))).resolves.toBe('done');
  });

  it('repeats nothing that is final, and nothing for ever', async () => {
    const patience = new Patience(new AbortController().signal, 0);
    const final = new ApiProblem(409, { code: 'price_changed' });
    await expect(patience.with(failing([final]))).rejects.toBe(final);
    await expect(patience.with(failing([new TypeError('x is not a function')]))).rejects.toThrow('not a function');
    const late = refused();
    await expect(patience.with(failing([refused(), refused(), late].reverse()))).rejects.toThrow('fetch failed');
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const waiting = new Patience(stop.signal).with(() => Promise.reject(refused()));
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});

describe('work in parallel', () => {
  it('does everything once, never more than so much at once', async () => {
    const done: number[] = [];
    let [now, most] = [0, 0];
    const items = Array.from({ length: 20 }, (_, n) => n);
    await inParallel(items, 3, async (item) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, item % 3));
      now -= 1;
      done.push(item);
    });
    expect([done.sort((left, right) => left - right), most]).toEqual([items, 3]);
  });

  it('begins nothing more after a failure, and lets what runs end', async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (item === 1) throw new Error('the second');
    };
    await expect(inParallel([0, 1, 2, 3, 4, 5], 2, work)).rejects.toThrow('the second');
    expect(begun.length).toBeLessThan(5);
  });
});

describe('seeded choice', () => {
  it('repeats for a seed and differs between seeds', () => {
    const draw = (seed: string) => {
      const random = new SeededRandom(seed);
      return [random.shuffled([1, 2, 3, 4, 5, 6, 7, 8]), random.between(0, 1_000_000)];
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });
});

describe('the command line', () => {
  it('reads what there is', () => {
    expect(readCommandLine(['f.csv', '--orders', '10', '--chaos', '7'])).toEqual({
      file: 'f.csv',
      orders: 10,
      concurrency: 4,
      fresh: false,
      keep: false,
      run: null,
      chaosSeed: '7',
    });
  });

  it('refuses with the list of options', () => {
    const wrong = [[], ['a', 'b'], ['a', '--orders', '0'], ['a', '--nothing'], ['a', '--run', 'r.json', '--fresh']];
    for (const args of wrong) expect(() => readCommandLine(args)).toThrow('npm run replay -- FILE');
  });
});
