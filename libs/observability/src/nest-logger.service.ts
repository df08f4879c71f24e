import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Parts of Nest that tell, at every start, what they are made of. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Lets Nest itself, and `new Logger(name)` of @nestjs/common, write through our logger. */
export class NestLoggerService implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(CHATTY.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the caller's class name last, and for errors a stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? last : undefined;
    const others = context === undefined ? rest : rest.slice(0, -1);
    const fields: Record<string, unknown> = { ...(context === undefined ? {} : { context }) };
    for (const other of others) {
      if (typeof other === 'string') fields['stack'] = other;
      else if (other instanceof Error) fields['err'] = other;
      else if (typeof other === 'object') Object.assign(fields, other);
    }
    if (typeof message === 'string') this.logger[level](fields, message);
    else if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object') this.logger[level]({ ...fields, ...message });
    else this.logger[level]({ ...fields, value: message });
  }
}
