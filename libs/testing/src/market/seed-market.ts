import type { SellerApi } from '@guildhall/api-client';
import type { RunFile, SeededLogin } from '@guildhall/launcher';
import { currencyRule } from '@guildhall/money';
import type { Person } from './people.js';
import { SignUp } from './sign-up.js';

const PASSWORD = 'guildhall-demo';
/** Products of the two sellers who can sell: title, category, price in major units, stock. */
const WARES: Readonly<Record<string, readonly (readonly [string, string, number, number])[]>> = {
  'Ada’s Mugs': [
    ['Blue stoneware mug', 'kitchen', 18, 40],
    ['Speckled espresso cup', 'kitchen', 12, 60],
    ['Tea bowl', 'kitchen', 24, 25],
    ['Milk jug', 'kitchen', 29, 15],
    ['Pour-over set', 'kitchen', 49, 10],
    ['Plant pot, small', 'home', 14, 30],
  ],
  'Grace Prints': [
    ['Letterpress calendar', 'paper', 22, 100],
    ['Linocut: harbour', 'art', 65, 8],
    ['Linocut: lighthouse', 'art', 65, 8],
    ['Greeting cards, set of six', 'paper', 16, 80],
    ['Sketchbook', 'paper', 19, 50],
    ['Wrapping paper', 'paper', 8, 200],
  ],
};
const UNFINISHED = 'Edsger Editions';

/**
 * A small market to look at: two sellers who can sell, one half way through onboarding, 12 products, a buyer and an
 * operator. Made through the public APIs; run again, it signs in whom it finds and lists nothing twice.
 */
export async function seedMarket(run: RunFile): Promise<SeededLogin[]> {
  const signUp = new SignUp(run);
  // Stripe's own onboarding pages are for people: with real keys the sellers are connected and left there.
  const walksPages = run.stripe.apiBase !== null;
  // One after the other: all at once would be a second quicker, and open three hundred megabytes of connections.
  const logins = [await seedOperator(signUp), await seedBuyer(signUp)];
  for (const displayName of Object.keys(WARES)) {
    logins.push(await seedSeller(signUp, run, displayName, walksPages));
  }
  logins.push(await seedSeller(signUp, run, UNFINISHED, false));
  return logins;
}

async function seedOperator(signUp: SignUp): Promise<SeededLogin> {
  const { api, ...login } = await signUp.operator('operator@guildhall.example', PASSWORD);
  return finished(login, 'operator', 'operator', (body) => api.POST('/v1/auth/tokens', { body }));
}

async function seedBuyer(signUp: SignUp): Promise<SeededLogin> {
  const { api, ...login } = await signUp.buyer('buyer@guildhall.example', PASSWORD, 'Barbara');
  return finished(login, 'buyer', 'buys', (body) => api.POST('/v1/auth/tokens', { body }));
}

async function seedSeller(signUp: SignUp, run: RunFile, displayName: string, finishes: boolean): Promise<SeededLogin> {
  const email = `${displayName.split(/\W/)[0]?.toLowerCase() ?? 'seller'}@guildhall.example`;
  const person = await signUp.seller(email, PASSWORD, displayName);
  await signUp.connectedSeller(person, { displayName, country: run.platform.country, finishes });
  if (finishes) await listWares(person, displayName);
  const note = finishes ? `${displayName}: sells` : `${displayName}: half way through onboarding`;
  return finished(person, 'seller', note, (body) => person.api.POST('/v1/auth/tokens', { body }));
}

async function listWares({ api }: Person<SellerApi>, displayName: string): Promise<void> {
  const { currency } = await whenReady(api);
  const listed = new Set(
    (await api.GET('/v1/products', { params: { query: { limit: 100 } } })).data.map(({ title }) => title),
  );
  const minor = 10 ** currencyRule(currency).minorDigits;
  for (const [title, category, price, stock] of WARES[displayName] ?? []) {
    if (!listed.has(title))
      await api.POST('/v1/products', { body: { title, category, priceMinor: price * minor, stock } });
  }
}

/** Stripe tells by webhook that onboarding is done. */
async function whenReady(api: SellerApi) {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const seller = await api.GET('/v1/sellers/me');
    if (seller.readiness.canSell) return seller;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('onboarding was finished, but no webhook said so within 30 s: is the worker running?');
}

async function finished(
  { email, password }: { email: string; password: string },
  role: SeededLogin['role'],
  note: string,
  makeToken: (body: { name: string; roles: SeededLogin['role'][] }) => Promise<{ token: string }>,
): Promise<SeededLogin> {
  const { token } = await makeToken({ name: 'npm start', roles: [role] });
  return { role, email, password, token, note };
}
