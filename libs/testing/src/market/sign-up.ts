import {
  type AdminApi,
  ApiProblem,
  type ApiClientOptions,
  type BuyerApi,
  createAdminApi,
  createBuyerApi,
  createSellerApi,
  type SellerApi,
} from '@guildhall/api-client';
import { dataSourceOptions } from '@guildhall/database';
import { IdentityService, UserAccountsRepository } from '@guildhall/identity';
import type { RunFile } from '@guildhall/launcher';
import { DataSource } from 'typeorm';
import { HostedOnboarding } from './hosted-onboarding.js';
import type { MarketBuyer, MarketOperator, MarketSeller, Person } from './people.js';

/** Enough patience for a process that was killed and is coming back, and for the locks it held: about a minute. */
export const PATIENT = { retries: 40 } satisfies ApiClientOptions;

type Role = 'seller' | 'buyer';
type Urls = RunFile['urls'];

/** Registers (or, when they exist already, signs in) people by the public APIs. */
export class SignUp {
  constructor(private readonly run: RunFile) {}

  async seller(email: string, password: string, displayName: string): Promise<Person<SellerApi>> {
    const url = this.url('seller-onboarding-api');
    const token = await this.token(createSellerApi(url, PATIENT), 'seller', email, password, displayName);
    return { email, password, token, api: createSellerApi(url, { ...PATIENT, token }) };
  }

  async buyer(email: string, password: string, displayName: string): Promise<MarketBuyer> {
    const url = this.url('buyer-checkout-api');
    const token = await this.token(createBuyerApi(url, PATIENT), 'buyer', email, password, displayName);
    return { email, password, token, api: createBuyerApi(url, { ...PATIENT, token }) };
  }

  /** Nobody can make themselves an operator: this one is written into the database, as an installer would. */
  async operator(email: string, password: string): Promise<MarketOperator> {
    const options = dataSourceOptions({ url: this.run.databaseUrl, poolSize: 2, applicationName: 'guildhall-seed' });
    const source = await new DataSource(options).initialize();
    try {
      const identity = new IdentityService(source, new UserAccountsRepository(source));
      await identity.ensureUser({ email, password, displayName: 'Operator', roles: ['operator'] });
    } finally {
      await source.destroy();
    }
    const url = this.url('admin-api');
    const signedIn = await createAdminApi(url, PATIENT).POST('/v1/auth/login', { body: { email, password } });
    const token = tokenOf(signedIn);
    return { email, password, token, api: adminApi(this.run.urls, token) };
  }

  /** Signs a seller up and connects it; finishes Stripe's pages unless told not to. */
  async connectedSeller(
    person: Person<SellerApi>,
    wanted: { displayName: string; country: string; finishes: boolean },
  ): Promise<MarketSeller> {
    const seller = await this.ensureSeller(person.api, wanted);
    const accountId = seller.stripeAccountId ?? (await this.connect(person.api, wanted.finishes));
    const { displayName, currency } = seller;
    return { ...person, id: seller.id, accountId, displayName, currency };
  }

  private async connect(api: SellerApi, finishes: boolean): Promise<string> {
    const link = await api.POST('/v1/sellers/me/connect', { body: {} });
    if (finishes) await (await HostedOnboarding.open(link.url)).complete();
    const { stripeAccountId } = await api.GET('/v1/sellers/me');
    if (stripeAccountId === null) throw new Error('the seller has a link but no account');
    return stripeAccountId;
  }

  private async ensureSeller(api: SellerApi, { displayName, country }: { displayName: string; country: string }) {
    try {
      return await api.POST('/v1/sellers', { body: { displayName, country } });
    } catch (error) {
      if (error instanceof ApiProblem && error.is('seller_exists')) return api.GET('/v1/sellers/me');
      throw error;
    }
  }

  private async token(
    api: SellerApi | BuyerApi,
    role: Role,
    email: string,
    password: string,
    displayName: string,
  ): Promise<string> {
    const body = { email, password, displayName, roles: [role] };
    // Both APIs have the same sign-up; the compiler wants to know which one is meant.
    return tokenOf(await (api as SellerApi).POST('/v1/auth/register', { body }));
  }

  private url(name: keyof Urls): string {
    return this.run.urls[name];
  }
}

export function adminApi(urls: Urls, token: string): AdminApi {
  return createAdminApi(urls['admin-api'], { ...PATIENT, token });
}

/** There is none only where a cookie was asked for. */
export function tokenOf({ token }: { token: string | null }): string {
  if (token === null) throw new Error('signed in without a token');
  return token;
}
