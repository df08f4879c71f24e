import type { Role } from '@guildhall/database';

/** Who is asking. Every query of a seller or buyer is scoped by `userId` (invariant I7). */
export interface Principal {
  readonly userId: string;
  /** What this credential may act as; a token may have fewer roles than its owner. */
  readonly roles: readonly Role[];
  /** Set when signed in with a session. */
  readonly sessionId?: string;
  /** When that session ends, unless it is used again before. */
  readonly sessionExpiresAt?: Date;
  /** This very request has put the end off. */
  readonly isProlonged?: boolean;
  /** Set when a personal access token was used. */
  readonly tokenId?: string;
}
