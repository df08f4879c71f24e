import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Death } from '@guildhall/observability';

/** Arms places of the code in all processes of a market: whoever comes there first dies by SIGKILL, once for each. */
export class Failpoints {
  private readonly directory = mkdtempSync(join(tmpdir(), 'guildhall-failpoints-'));

  /** For `MarketOptions.env`. */
  get env(): Record<string, string> {
    return { GUILDHALL_FAILPOINT_DIRECTORY: this.directory };
  }

  /** @param place the name of a failpoint, or `name@detail` */
  arm(place: string): void {
    writeFileSync(join(this.directory, place), '');
  }

  /** @returns who died there, or null when nobody has come by yet */
  deathAt(place: string): Death | null {
    try {
      const death = readFileSync(join(this.directory, `${place}.died`), 'utf8');
      return death === '' ? null : (JSON.parse(death) as Death);
    } catch {
      return null;
    }
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
