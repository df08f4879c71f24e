import { join, resolve } from 'node:path';
import { checkArchitecture } from './check.mjs';

const root = resolve(__dirname, '../..');
const planted = (...sources: [file: string, text: string][]) => ({
  extraSources: sources.map(([file, text]) => ({ file: join(root, file), text })),
});

describe('architecture', () => {
  const asItIs = checkArchitecture(root);

  it('every import follows the layers of docs/architecture.md, without circles', () => {
    expect(asItIs).toEqual([]);
  });

  it.each([
    ['a slice that imports a slice', 'libs/refunds/src/planted.ts', `import { X } from '@guildhall/checkout';`],
    ['a platform library that imports a slice', 'libs/outbox/src/planted.ts', `export * from '@guildhall/checkout';`],
    [
      'the emulator sharing our Stripe library',
      'apps/stripe-emulator/src/planted.ts',
      `import { X } from '@guildhall/stripe';`,
    ],
    [
      'a util that imports a platform library',
      'libs/money/src/planted.ts',
      `const x = await import('@guildhall/database');`,
    ],
    [
      'a relative path into another library',
      'libs/refunds/src/planted.ts',
      `import { X } from '../../checkout/src/x.js';`,
    ],
    [
      'a deep import behind a barrel',
      'libs/refunds/src/planted.ts',
      `import { X } from '@guildhall/ledger/src/journal.js';`,
    ],
    ['a page that imports a platform library', 'apps/web/src/planted.tsx', `import { X } from '@guildhall/http';`],
    ['an app that another level imports', 'libs/ledger/src/planted.ts', `import { X } from '@guildhall/admin-api';`],
  ])('catches %s', (_, file, text) => {
    expect(checkArchitecture(root, planted([file, text])).length).toBeGreaterThan(asItIs.length);
  });

  it('catches a circle', () => {
    const circle = planted(
      ['libs/money/src/planted.ts', `import { X } from '@guildhall/config';`],
      ['libs/config/src/planted.ts', `import { X } from '@guildhall/money';`],
    );
    expect(checkArchitecture(root, circle)).toContainEqual(expect.stringContaining('circular'));
  });
});
