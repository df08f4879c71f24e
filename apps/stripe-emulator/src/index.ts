import { Emulator, type AnswerObserver } from './core/emulator.js';
import { HttpServer } from './core/http/server.js';
import type { KeyEntry } from './core/key-file.js';
import type { Family } from './core/resource.js';
import { families as allFamilies } from './resources/index.js';

export interface EmulatorOptions {
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Address by which browsers reach it, for links to its pages. Default: where it listens. */
  readonly publicUrl?: string | undefined;
  /** Directory of the journal; without one the state is in memory only. */
  readonly data?: string | undefined;
  /** The same seed repeats ids and drawn faults from run to run. */
  readonly seed?: string | undefined;
  /** Country of the default platform account, ISO 3166. Default US. */
  readonly country?: string | undefined;
  /** When given, only these keys open anything. */
  readonly keys?: readonly KeyEntry[] | undefined;
  /** What `--config FILE` holds; families read their own key of it. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  /** @internal Default: all. */
  readonly families?: readonly Family[];
  /** @internal Default: in tests only. */
  readonly freezesObjects?: boolean;
  /** @internal Journal size that starts a compaction. */
  readonly compactAtBytes?: number;
  /** @internal Sees what each call of the API answers. */
  readonly onAnswer?: AnswerObserver;
}

export interface RunningEmulator {
  /** E.g. `http://127.0.0.1:12111`. */
  readonly url: string;
  readonly port: number;
  /** Id of the default platform account. */
  readonly account: string;
  /** Moves the clock on; resolves when everything planned until then has happened. */
  advance(by: { readonly seconds: number } | { readonly to: number }): Promise<void>;
  /** Resolves when every delivery that is due was attempted and none is in flight. */
  flushWebhooks(): Promise<void>;
  reset(): Promise<void>;
  /** Answers what is under way, writes the journal, closes. */
  stop(): Promise<void>;
  /** @internal The inside, for the emulator's own tests. */
  readonly emulator: Emulator;
}

/** Starts an emulator in this process. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = new Emulator({
    families: options.families ?? allFamilies,
    dataDirectory: options.data ?? null,
    seed: options.seed,
    country: options.country ?? 'US',
    keys: options.keys ?? null,
    config: options.config ?? {},
    freezesObjects: options.freezesObjects ?? process.env['NODE_ENV'] === 'test',
    compactAtBytes: options.compactAtBytes,
    onAnswer: options.onAnswer,
  });
  const server = new HttpServer(emulator);
  const url = await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  emulator.baseUrl = options.publicUrl?.replace(/\/+$/, '') ?? url;
  emulator.timeline.arm();
  return {
    url,
    port: Number(new URL(url).port),
    account: emulator.platforms.default.id,
    advance: (by) =>
      emulator.timeline.advanceTo('seconds' in by ? emulator.clock.nowMs + by.seconds * 1000 : by.to * 1000),
    flushWebhooks: () => emulator.webhooks.flush(),
    reset: () => emulator.reset(),
    stop: async () => {
      await server.close();
      await emulator.stop();
    },
    emulator,
  };
}

export type { KeyEntry, PermissionLevel } from './core/key-file.js';
export { API_VERSION } from './core/api-version.js';
