import { HouseBuilder, type HouseFacts, stopAll } from './house-builder.js';
import type { HouseOptions } from './house-options.js';
import type { ManagedProcess } from './managed-process.js';
import type { ProcessName, RunFile, SeededLogin } from './run-file.js';

/** The whole marketplace as processes on this machine. Used by `npm start`, by the stories and by the benchmarks. */
export class House {
  private readonly startedAt = new Date().toISOString();

  private constructor(
    readonly options: HouseOptions,
    private readonly processes: ReadonlyMap<ProcessName, ManagedProcess>,
    private readonly postgresPid: number | null,
    private readonly facts: HouseFacts,
  ) {}

  /** @throws Error that says which part did not come up and ends with its log; what had started is stopped again */
  static async start(options: HouseOptions): Promise<House> {
    const builder = new HouseBuilder(options);
    try {
      const facts = await builder.build();
      return new House(options, builder.processes, builder.postgresPid, facts);
    } catch (error) {
      await builder.tearDown();
      throw error;
    }
  }

  get urls(): RunFile['urls'] {
    return this.facts.urls;
  }

  get databaseUrl(): string {
    return this.facts.databaseUrl;
  }

  process(name: ProcessName): ManagedProcess {
    const found = this.processes.get(name);
    if (found === undefined) throw new Error(`${name} is not one of the running processes`);
    return found;
  }

  /** As things are now: a process that died and came back has another id. */
  runFile(logins: readonly SeededLogin[]): RunFile {
    const pids = Object.fromEntries([...this.processes].map(([name, { pid }]) => [name, pid]));
    return {
      startedAt: this.startedAt,
      launcherPid: process.pid,
      ...this.facts,
      pids: { ...pids, ...(this.postgresPid === null ? {} : { postgres: this.postgresPid }) },
      logins,
    };
  }

  /** Lets every process finish what it is doing, then stops the database. */
  async stop(): Promise<void> {
    await stopAll(this.processes, this.postgresPid);
  }
}
