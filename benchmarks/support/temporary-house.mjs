// A whole marketplace in a temporary directory, for one benchmark: everything durable as in `npm start`, all gone afterwards.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { House, emulatorClient, usableDataDirectory } from '@guildhall/launcher';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export async function temporaryDirectory() {
  const directory = await mkdtemp(join(tmpdir(), 'guildhall-bench-'));
  await chmod(directory, 0o755); // PostgreSQL may run as another user
  return directory;
}

export async function removeDirectory(directory) {
  const data = await usableDataDirectory(join(directory, 'postgres'));
  for (const path of [data, `${data}.password`, directory]) await rm(path, { recursive: true, force: true });
}

/** @returns the house, its run file, a Stripe client for its emulator, and `close` */
export async function openHouse({ env = {}, directory, ...more } = {}) {
  const home = directory ?? (await temporaryDirectory());
  const house = await House.start({
    root,
    directory: home,
    env: { LOG_LEVEL: 'warn', STRIPE_MAX_REQUESTS_PER_SECOND: '10000', ...env },
    ...more,
  });
  const run = house.runFile([]);
  const stripe = emulatorClient(run.urls['stripe-emulator'], run.stripe.secretKey);
  const close = async () => {
    await house.stop();
    if (directory === undefined) await removeDirectory(home);
  };
  return { house, run, stripe, directory: home, close };
}

/** A seller who can sell, with products of which there are plenty. */
export async function sellerWithProducts(run, count, priceMinor = 10_000) {
  const { SignUp } = await import('@guildhall/testing');
  const signUp = new SignUp(run);
  const person = await signUp.seller('bench@guildhall.example', 'correct horse battery', 'Bench');
  const wanted = { displayName: 'Bench', country: run.platform.country, finishes: true };
  const seller = await signUp.connectedSeller(person, wanted);
  const giveUpAt = Date.now() + 60_000;
  while (!(await seller.api.GET('/v1/sellers/me')).readiness.canSell) {
    if (Date.now() > giveUpAt) throw new Error('the seller was onboarded, but cannot sell after a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const products = [];
  for (let number = 1; number <= count; number += 1) {
    const body = { title: `Thing ${number}`, priceMinor, stock: 1_000_000 };
    products.push(await seller.api.POST('/v1/products', { body }));
  }
  return { seller, products };
}
