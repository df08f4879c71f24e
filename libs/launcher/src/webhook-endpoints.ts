import Stripe from 'stripe';

export interface WebhookSecrets {
  readonly platform: string;
  readonly connect: string;
}

/** A client for the emulator at this address. */
export function emulatorClient(apiBase: string, secretKey: string): Stripe {
  const { hostname, port } = new URL(apiBase);
  return new Stripe(secretKey, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/**
 * Registers our two endpoints at Stripe (the platform's own events, and those of connected accounts), or points
 * the registered ones at the present address. Secrets are told once, so an endpoint whose secret is lost is made anew.
 */
export async function registerWebhookEndpoints(
  stripe: Stripe,
  ingestUrl: string,
  known: WebhookSecrets | null,
): Promise<WebhookSecrets> {
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  const ensure = async (kind: keyof WebhookSecrets): Promise<string> => {
    const url = `${ingestUrl}/webhooks/${kind}`;
    const mine = data.filter(({ metadata }) => metadata.guildhall === kind);
    const [first] = mine;
    if (known !== null && first !== undefined && mine.length === 1) {
      if (first.url !== url) await stripe.webhookEndpoints.update(first.id, { url });
      return known[kind];
    }
    for (const { id } of mine) await stripe.webhookEndpoints.del(id);
    const made = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ['*'],
      connect: kind === 'connect',
      metadata: { guildhall: kind },
    });
    if (made.secret === undefined) throw new Error('Stripe told no secret for the new webhook endpoint');
    return made.secret;
  };
  return { platform: await ensure('platform'), connect: await ensure('connect') };
}
