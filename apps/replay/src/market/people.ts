import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AdminApi,
  ApiProblem,
  type BuyerApi,
  createAdminApi,
  createBuyerApi,
  createSellerApi,
  type SellerApi,
} from '@guildhall/api-client';
import type { RunFile } from '@guildhall/launcher';
import { HostedOnboarding, SignUp, tokenOf } from '@guildhall/testing';
import { SELLERS } from '../plan/seller-of.js';
import { inParallel } from '../run/in-parallel.js';
import type { Patience } from '../run/patience.js';

const DOMAIN = 'replay.guildhall.example';
const READY_WITHIN_MS = 120_000;

export interface ReplaySeller {
  readonly api: SellerApi;
  readonly accountId: string;
}

/** Everybody the replay acts for. Signs up who is not there yet and signs in who is. */
export class People {
  private readonly buyers = new Map<string, Promise<BuyerApi>>();

  constructor(
    private readonly run: RunFile,
    private readonly secret: string,
    private readonly patience: Patience,
  ) {}

  async operator(): Promise<AdminApi> {
    const known = this.run.logins.find(({ role }) => role === 'operator');
    const token = known?.token ?? (await this.newOperator());
    return createAdminApi(this.run.urls['admin-api'], { token, retries: 0 });
  }

  /** The eight sellers in their order, onboarded and able to sell. */
  async sellers(): Promise<ReplaySeller[]> {
    const sellers: ReplaySeller[] = [];
    const numbers = Array.from({ length: SELLERS }, (_, number) => number);
    await inParallel(numbers, 2, async (number) => {
      sellers[number] = await this.seller(number);
    });
    return sellers;
  }

  /** Without a customer number: a guest. */
  buyer(customer: string | null): Promise<BuyerApi> {
    const url = this.run.urls['buyer-checkout-api'];
    if (customer === null) return Promise.resolve(createBuyerApi(url, { retries: 0 }));
    const known = this.buyers.get(customer);
    if (known !== undefined) return known;
    const signedIn = this.signIn(createBuyerApi(url, { retries: 0 }), 'buyer', `customer-${customer}`).then((token) =>
      createBuyerApi(url, { token, retries: 0 }),
    );
    this.buyers.set(customer, signedIn);
    return signedIn;
  }

  guestEmail(invoice: string): string {
    return `guest-${invoice}@${DOMAIN}`;
  }

  private newOperator(): Promise<string> {
    const signUp = new SignUp(this.run);
    const email = `operator@${DOMAIN}`;
    return this.patience.with(async () => (await signUp.operator(email, this.passwordOf(email))).token);
  }

  private async seller(number: number): Promise<ReplaySeller> {
    const url = this.run.urls['seller-onboarding-api'];
    const name = `seller-${number + 1}`;
    const token = await this.signIn(createSellerApi(url, { retries: 0 }), 'seller', name);
    const api = createSellerApi(url, { token, retries: 0 });
    const { country } = this.run.platform;
    let seller = await this.patience.with(() => signUpSeller(api, `Wholesaler ${number + 1}`, country));
    if (!seller.detailsSubmitted && !seller.readiness.canSell) await this.onboard(api);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!seller.readiness.canSell || seller.stripeAccountId === null) {
      if (Date.now() > deadline) throw new Error(`${name} was onboarded, but cannot sell: is the worker running?`);
      await sleep(100);
      seller = await this.patience.with(() => api.GET('/v1/sellers/me'));
    }
    return { api, accountId: seller.stripeAccountId };
  }

  private onboard(api: SellerApi): Promise<void> {
    return this.patience.with(async () => {
      const link = await api.POST('/v1/sellers/me/connect', { body: {} });
      await (await HostedOnboarding.open(link.url)).complete();
    });
  }

  private async signIn(api: SellerApi | BuyerApi, role: 'seller' | 'buyer', name: string): Promise<string> {
    // Both APIs have the same sign-up; the compiler wants to know which one is meant.
    const auth = api as BuyerApi;
    const email = `${name}@${DOMAIN}`;
    const password = this.passwordOf(email);
    const register = { email, password, displayName: name, roles: [role] };
    return this.patience.with(async () => {
      try {
        return tokenOf(await auth.POST('/v1/auth/register', { body: register }));
      } catch (error) {
        if (!(error instanceof ApiProblem && error.is('email_taken'))) throw error;
        return tokenOf(await auth.POST('/v1/auth/login', { body: { email, password } }));
      }
    });
  }

  private passwordOf(email: string): string {
    return createHmac('sha256', this.secret).update(email).digest('base64url');
  }
}

async function signUpSeller(api: SellerApi, displayName: string, country: string) {
  try {
    return await api.POST('/v1/sellers', { body: { displayName, country } });
  } catch (error) {
    if (error instanceof ApiProblem && error.is('seller_exists')) return api.GET('/v1/sellers/me');
    throw error;
  }
}
