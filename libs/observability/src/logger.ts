import { type DestinationStream, type Logger, pino } from 'pino';
import { currentLogContext } from './log-context.js';
import { maskSecrets, redact, redactText } from './redact.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** The process, for example `webhook-ingest`. */
  readonly service: string;
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Default: standard output, written at once, so that a killed process loses no line. */
  readonly destination?: DestinationStream;
}

/** A JSON logger: one object a line, with the ids of the running context, everything redacted. */
export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      mixin: () => redact(currentLogContext()) as object,
      // pino's own serializer would run after `log` and show an error's fields as they are.
      serializers: { err: redact },
      hooks: {
        // pino formats the bindings of a child logger by no formatter of ours: the finished line is looked at once more.
        streamWrite: maskSecrets,
        logMethod(args, method) {
          method.apply(this, args.map(redactArgument) as typeof args);
        },
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** The first argument's fields go through `formatters.log`; what is interpolated into the message does not. */
function redactArgument(argument: unknown, place: number): unknown {
  if (argument instanceof Error) return { err: redact(argument), msg: redactText(argument.message) };
  return place === 0 && typeof argument === 'object' ? argument : redact(argument);
}
