import 'reflect-metadata';
import { migrate } from './data-source.js';

/** Brings the schema of DATABASE_URL up to date, once, and says what it did: `npm run migrate`. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (url === undefined) {
    console.error('DATABASE_URL is missing: postgres://user:password@host:5432/guildhall');
    process.exitCode = 1;
    return;
  }
  const applied = await migrate(url);
  console.log(applied === 0 ? 'the database schema is up to date' : `${applied} migration(s) applied`);
}

void main();
