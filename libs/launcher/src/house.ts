import { HouseBuilder, type HouseFacts, stopAll } from './house-builder.js';
import type { HouseOptions } from './house-options.js';
import type { ManagedProcess } from './managed-process.js';
import { type ProcessName, removeRunFile, type RunFile, type SeededLogin, writeRunFile } from './run-file.js';

/** The whole marketplace as processes on this machine. Used by `npm start`, by the stories and by the benchmarks. */
export class House {
  private readonly startedAt = new Date().toISOString();
  /** Undefined: nobody asked for a run file. */
  private logins: readonly SeededLogin[] | undefined;
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly options: HouseOptions,
    private readonly processes: ReadonlyMap<ProcessName, ManagedProcess>,
    private readonly postgresPid: number | null,
    private readonly facts: HouseFacts,
  ) {}

  /** @throws Error that says which part did not come up and ends with its log; what had started is stopped again */
  static async start(options: HouseOptions): Promise<House> {
    let house: House | undefined;
    const builder = new HouseBuilder(options, () => house?.tellNewPid());
    try {
      const facts = await builder.build();
      house = new House(options, builder.processes, builder.postgresPid, facts);
      return house;
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

  /** Writes the run file, and again whenever a process died and came back: it has another id. */
  async writeRunFile(logins: readonly SeededLogin[]): Promise<RunFile> {
    this.logins = logins;
    const writing = this.writing.then(async () => {
      const run = this.runFile(logins);
      await writeRunFile(this.options.directory, run);
      return run;
    });
    this.writing = writing.catch(() => undefined); // one after the other: several may come back at once
    return writing;
  }

  /** As things are now. */
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

  /** Lets every process finish what it is doing, then stops the database and takes the run file away. */
  async stop(): Promise<void> {
    await stopAll(this.processes, this.postgresPid);
    await this.writing;
    if (this.logins !== undefined) await removeRunFile(this.options.directory);
  }

  private tellNewPid(): void {
    if (this.logins === undefined) return;
    this.writeRunFile(this.logins).catch((error: unknown) => {
      this.options.onProgress?.(`the run file could not be written: ${String(error)}`);
    });
  }
}
