import { parseArgs } from 'node:util';

export interface Command {
  readonly file: string;
  /** Infinity: all of the file. */
  readonly orders: number;
  readonly concurrency: number;
  readonly fresh: boolean;
  readonly keep: boolean;
  /** A run file of a house that runs already. */
  readonly run: string | null;
  readonly chaosSeed: string | null;
}

export const USAGE = `npm run replay -- FILE [options]

  FILE             orders in the format of "Online Retail" (UCI Machine Learning Repository)
  --orders N       only the first N orders of the file
  --concurrency N  orders at once (4)
  --fresh          forget what was replayed before and start over
  --keep           leave the house running afterwards, until Ctrl-C
  --run FILE       use the house that this run file names (.guildhall/run.json) instead of one of its own
  --chaos SEED     kill the APIs and the worker with SIGKILL at moments drawn from the seed

Ctrl-C stops; the same command goes on where it was. The report is also written to .guildhall/replay/report.json.`;

/** @throws UsageError that says what is wrong */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('name one file');
  if (values.run !== undefined && (values.fresh || values.chaos !== undefined || values.keep))
    throw new UsageError('--fresh, --keep and --chaos are for a house of the replay’s own, not for --run');
  return {
    file,
    orders: values.orders === undefined ? Number.POSITIVE_INFINITY : wholeNumber('orders', values.orders),
    concurrency: values.concurrency === undefined ? 4 : wholeNumber('concurrency', values.concurrency),
    fresh: values.fresh,
    keep: values.keep,
    run: values.run ?? null,
    chaosSeed: values.chaos ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        orders: { type: 'string' },
        concurrency: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        run: { type: 'string' },
        chaos: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`--${name} takes a whole number above zero`);
  return Number(text);
}

export class UsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\n\n${USAGE}`);
    this.name = 'UsageError';
  }
}
