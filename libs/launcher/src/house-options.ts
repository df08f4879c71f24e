export interface HouseOptions {
  /** The project's root: where apps/ and libs/ are. */
  readonly root: string;
  /** Where state, logs and the run file live, for example `.guildhall`. */
  readonly directory: string;
  readonly country?: string;
  readonly currency?: string;
  /** True: the documented ports when they are free. False: any free ports (tests in parallel). */
  readonly preferKnownPorts?: boolean;
  /** True: nothing survives (no fsync, emulator in memory). For tests. */
  readonly throwAway?: boolean;
  /** Used instead of the embedded PostgreSQL. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** A restricted key for each of our processes, with no more than it needs. Then no made-up key opens the emulator. */
  readonly restrictedKeys?: boolean;
  /** Real Stripe in test mode instead of the emulator. */
  readonly stripe?: {
    secretKey: string;
    publishableKey: string;
    webhookSecrets: string;
    connectWebhookSecrets: string;
  };
  /** More variables for all of our own processes. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told what is going on, also later: a process that died and came back. */
  readonly onProgress?: (step: string) => void;
}
