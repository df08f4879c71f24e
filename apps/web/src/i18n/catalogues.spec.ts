import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import compile from 'icu-minify/compile';

const SRC = resolve(__dirname, '..');
const AREAS = ['.', 'storefront', 'storefront/order', 'storefront/refund', 'seller', 'operator'];
const catalogue = (area: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(SRC, area, 'messages', `${language}.json`), 'utf8')) as Record<string, string>;

/** Names of the values that a message wants. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [name, kind, options] = node as [unknown, unknown, unknown];
    if (typeof name === 'string' && (node.length === 1 || typeof kind === 'number')) names.add(name);
    if (typeof options === 'object' && options !== null) Object.values(options).forEach(list);
  };
  const list = (nodes: unknown): void => {
    if (Array.isArray(nodes)) nodes.forEach(visit);
  };
  list(compile(message));
  return [...names].sort();
}

function sourcesOf(area: string): string {
  return readdirSync(join(SRC, area), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(SRC, area, file), 'utf8'))
    .join('\n');
}

describe.each([...AREAS, 'api-words'])('the messages of %s', (area) => {
  const english = catalogue(area, 'en');
  const german = catalogue(area, 'de');

  it('have the same keys in both languages, sorted', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
    expect(Object.keys(english)).toEqual(Object.keys(english).sort());
  });

  it('are ICU messages that want the same values in both languages', () => {
    for (const key of Object.keys(english)) {
      expect([key, argumentsOf(german[key] ?? '')]).toEqual([key, argumentsOf(english[key] ?? '')]);
    }
  });
});

describe.each(AREAS)('the messages of %s', (area) => {
  it('are said somewhere', () => {
    const sources = sourcesOf(area);
    const isSaid = (key: string): boolean =>
      sources.includes(`'${key}'`) || sources.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`);
    expect(Object.keys(catalogue(area, 'en')).filter((key) => !isSaid(key))).toEqual([]);
  });
});
