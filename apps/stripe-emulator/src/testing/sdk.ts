import type { RunningEmulator } from '../index.js';

/** What the official SDK takes to talk to an emulator; retries are off, so that a test sees each answer. */
export function sdkOptions({ port }: Pick<RunningEmulator, 'port'>) {
  return { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false } as const;
}
