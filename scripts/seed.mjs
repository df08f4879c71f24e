// Seeds the running house (see .guildhall/run.json) with a small market; npm start does this once.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRunFile } from '@guildhall/launcher';
import { seedMarket } from '@guildhall/testing';
import { root } from './prepare.mjs';

const directory = join(root, '.guildhall');
const logins = await seedMarket(await readRunFile(directory));
await writeFile(join(directory, 'logins.json'), JSON.stringify(logins, null, 2), { mode: 0o600 });
