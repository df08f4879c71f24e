/** Drives the emulator's own controls (`/_emulator`): what only a test, a seed or a demonstration may do. */
export class EmulatorControl {
  constructor(readonly url: string) {}

  /** Moves the clock; everything due in between happens in order. */
  async advance(seconds: number): Promise<void> {
    await this.call('POST', '/_emulator/clock', { advanceSeconds: seconds });
  }

  /** `hold` keeps events back until `deliver`. */
  async deliveries(mode: 'auto' | 'hold'): Promise<void> {
    await this.call('POST', '/_emulator/webhooks', { mode });
  }

  /** Delivers what is held, each event `times` times, and waits for the answers. */
  async deliver(options: { times: number; shuffled: boolean; seed: string }): Promise<void> {
    await this.call('POST', '/_emulator/webhooks/deliver', options);
  }

  /** Waits until every delivery that is due has been attempted. @returns how many wait for a later attempt or are held */
  async flush(): Promise<number> {
    const { waiting } = await this.call<{ waiting: number }>('POST', '/_emulator/deliveries/flush', {});
    return waiting;
  }

  /** A fault rule; see apps/stripe-emulator/README.md. @returns its id */
  async fault(rule: Record<string, unknown>): Promise<string> {
    return (await this.call<{ id: string }>('POST', '/_emulator/faults', rule)).id;
  }

  /** How often a fault rule has been applied. */
  async applied(faultId: string): Promise<number> {
    const { data } = await this.call<{ data: { id: string; applied: number }[] }>('GET', '/_emulator/faults');
    return data.find(({ id }) => id === faultId)?.applied ?? 0;
  }

  /** The latest requests that Stripe has got, newest first. `account` is the one a request acted as. */
  async requests(): Promise<{ id: string; method: string; path: string; account: string | null }[]> {
    return (
      await this.call<{ data: { id: string; method: string; path: string; account: string | null }[] }>(
        'GET',
        '/_emulator/requests?limit=1000',
      )
    ).data;
  }

  async clearFaults(): Promise<void> {
    await this.call('DELETE', '/_emulator/faults');
  }

  /** How many objects of a type carry this `operation_id`: the oracle for "at most one Stripe object per operation". */
  async count(type: string, metadata: Record<string, string>): Promise<number> {
    const query = new URLSearchParams({ type });
    for (const [name, value] of Object.entries(metadata)) query.set(`metadata[${name}]`, value);
    return (await this.call<{ count: number }>('GET', `/_emulator/count?${query.toString()}`)).count;
  }

  /** Does something to a connected account that at Stripe only its people or Stripe itself could (see /_control/accounts). */
  async account(id: string, change: Record<string, unknown>): Promise<void> {
    await this.call('POST', `/_control/accounts/${id}`, change);
  }

  /** Passes or fails a 3D Secure challenge, as the cardholder would on its page. */
  async challenge(address: string, result: 'complete' | 'fail'): Promise<void> {
    const response = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ result }),
      redirect: 'manual',
    });
    if (response.status >= 400) throw new Error(`the challenge at ${address} answered ${response.status}`);
  }

  private async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }
}
