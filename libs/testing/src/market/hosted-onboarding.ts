/** Stripe's hosted onboarding page, walked by plain HTTP as a seller's browser would. */
export class HostedOnboarding {
  private constructor(private readonly page: string) {}

  /** @throws Error when the link was used or has expired (Stripe then sends the seller to `refresh_url`) */
  static async open(accountLinkUrl: string): Promise<HostedOnboarding> {
    const location = await HostedOnboarding.visit(accountLinkUrl);
    if (!location.includes('/setup/s/')) throw new Error(`the account link led to ${location}`);
    return new HostedOnboarding(location);
  }

  /** @returns where opening the link sends a browser */
  static async visit(accountLinkUrl: string): Promise<string> {
    const response = await fetch(accountLinkUrl, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the account link answered ${response.status}`);
    return location;
  }

  /** Fills in what is missing with Stripe's test values and submits. @returns the return address */
  complete(): Promise<string> {
    return this.post({ action: 'complete' });
  }

  /** Enters some fields and leaves: "save and finish later". @returns the return address */
  saveForLater(fields: Record<string, string>): Promise<string> {
    return this.post({ action: 'save', ...fields });
  }

  private async post(fields: Record<string, string>): Promise<string> {
    const response = await fetch(this.page, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`onboarding answered ${response.status}: ${await response.text()}`);
    return location;
  }
}
