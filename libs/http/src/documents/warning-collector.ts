import type { LoggerService } from '@nestjs/common';

/** Keeps the warnings of what runs silently otherwise. */
export class WarningCollector implements LoggerService {
  readonly warnings: string[] = [];

  warn(message: unknown): void {
    this.warnings.push(String(message));
  }

  log(): void {
    // Start-up notes are of no use here.
  }

  error(message: unknown): void {
    this.warnings.push(String(message));
  }
}
