import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TooManyLogins } from '../identity.errors.js';
import { networkOf } from './network-of.js';

/** Failures allowed within the window. An address may be an office full of people, an account is one person. */
const LIMITS = { email: 10, network: 50 } as const;
const WINDOW_SECONDS = 900;

/**
 * Slows down guessing. Every attempt is counted before the password is looked at, in one atomic statement, and taken
 * back when it was right: fifty parallel attempts get no more guesses than fifty in a row, on however many processes.
 */
@Injectable()
export class LoginThrottle {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The network first: who is blocked there must not be able to use up somebody's e-mail address as well.
   * @throws TooManyLogins with the seconds to wait
   */
  async attempt(email: string, address: string): Promise<void> {
    await this.count(subject('network', networkOf(address)), LIMITS.network);
    await this.count(subject('email', email), LIMITS.email);
  }

  /** The attempt was no failure. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.dataSource.query('DELETE FROM login_throttle WHERE subject_hash = $1', [subject('email', email)]);
    await this.dataSource.query(
      'UPDATE login_throttle SET failures = failures - 1 WHERE subject_hash = $1 AND failures > 0',
      [subject('network', networkOf(address))],
    );
  }

  /** Forgets windows that are over. */
  async sweep(): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM login_throttle WHERE window_started_at < now() - make_interval(secs => $1)',
      [WINDOW_SECONDS],
    );
  }

  private async count(subjectHash: string, limit: number): Promise<void> {
    const rows: { wait: number | null }[] = await this.dataSource.query(
      `INSERT INTO login_throttle AS kept (subject_hash, failures, window_started_at) VALUES ($1, 1, now())
       ON CONFLICT (subject_hash) DO UPDATE SET
         failures = CASE WHEN kept.window_started_at < now() - make_interval(secs => $3) THEN 1
                         ELSE least(kept.failures, $2) + 1 END,
         window_started_at = CASE WHEN kept.window_started_at < now() - make_interval(secs => $3) THEN now()
                                  ELSE kept.window_started_at END,
         blocked_until = CASE WHEN kept.window_started_at >= now() - make_interval(secs => $3)
                                   AND kept.failures >= $2
                              THEN kept.window_started_at + make_interval(secs => $3) END
       RETURNING ceil(extract(epoch FROM blocked_until - now()))::integer AS wait`,
      [subjectHash, limit, WINDOW_SECONDS],
    );
    const wait = rows[0]?.wait;
    if (wait !== null && wait !== undefined) throw new TooManyLogins(Math.max(1, wait));
  }
}

/** A hash: the table must not become a list of who tried to log in from where. */
function subject(kind: keyof typeof LIMITS, value: string): string {
  return createHash('sha256').update(`${kind}:${value}`).digest('hex');
}
