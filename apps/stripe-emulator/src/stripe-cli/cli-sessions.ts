import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { API_VERSION } from '../core/api-version.js';
import type { Context } from '../core/context.js';
import type { Emulator } from '../core/emulator.js';
import { CliSession, type CliFeature } from './cli-session.js';
import { passes, type RequestLogFilters } from './request-log-filter.js';

/** A request as `stripe logs tail` may be shown it. */
export interface TailedRequest {
  readonly id: string;
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ip: string;
  readonly account: string | null;
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

export interface CliSessionRequest {
  readonly features: readonly CliFeature[];
  readonly filters: RequestLogFilters;
}

/** More than anybody has terminals; a CLI whose session is forgotten asks for another. */
const SESSIONS_KEPT = 100;
const RECONNECT_DELAY_SECONDS = 24 * 3600;
const PATH = '/v1/stripecli/subscribe/';
/** The CLI asks for a new session when it is told these words. */
const UNKNOWN = JSON.stringify({ error: { message: 'Unknown WebSocket ID.' } });

/** Who runs `stripe listen` and `stripe logs tail` at this emulator. They live as long as their connection, in memory only. */
export class CliSessions {
  private readonly sessions = new Map<string, CliSession>();
  private readonly sockets = new WebSocketServer({ noServer: true });

  constructor(private readonly emulator: Emulator) {}

  /** Opens a session. @returns what Stripe answers the CLI */
  open(ctx: Context, { features, filters }: CliSessionRequest): object {
    const id = ctx.id('cliws');
    const secret = `whsec_${createHash('sha256').update(`stripe listen ${ctx.account}`).digest('hex')}`;
    const session = new CliSession({ id, account: ctx.account, secret, features, filters, apiVersion: API_VERSION });
    this.sessions.set(id, session);
    const [oldest] = this.sessions.keys();
    if (this.sessions.size > SESSIONS_KEPT && oldest !== undefined) this.forget(oldest);
    return {
      default_version: API_VERSION,
      display_connect_filter_warning: false,
      latest_version: API_VERSION,
      reconnect_delay: RECONNECT_DELAY_SECONDS,
      secret,
      websocket_authorized_feature: features[0],
      websocket_id: id,
      websocket_url: `${ctx.baseUrl.replace(/^http/, 'ws')}${PATH}${ctx.account}`,
    };
  }

  /** Takes over a connection that asks for a WebSocket at the address of a session. @returns false when it does not */
  take(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!(req.url ?? '').startsWith(PATH) || req.headers.upgrade?.toLowerCase() !== 'websocket') return false;
    const id = String(req.headers['websocket-id']);
    const session = this.sessions.get(id);
    if (session === undefined) {
      const length = Buffer.byteLength(UNKNOWN);
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${UNKNOWN}`,
      );
      return true;
    }
    this.sockets.handleUpgrade(req, socket, head, (opened) => {
      const { endpoints } = this.emulator.webhooks;
      for (const listener of session.listeners) endpoints.listen(listener);
      session.attach(opened, () => {
        for (const listener of session.listeners) endpoints.unlisten(listener);
      });
    });
    return true;
  }

  /** Shows a request to those who tail the log of the account whose key asked. */
  show(request: TailedRequest): void {
    const { id, atMs, account, method, path, status, ip, error } = request;
    if (this.sessions.size === 0 || account === null) return;
    const platform = this.emulator.platforms.ownerOf(account).id;
    const facts = { method, path, status, ip, isForConnected: account !== platform };
    const payload = { created_at: Math.floor(atMs / 1000), livemode: false, method, request_id: id, status, url: path };
    for (const session of this.sessions.values()) {
      const { features, filters } = session.options;
      if (!features.includes('request_logs') || ![platform, account].includes(session.options.account)) continue;
      if (passes(filters, facts)) session.showRequest(id, { ...payload, error: shownError(error) });
    }
  }

  /** Ends all of them: a CLI that is still there asks for a new session. */
  close(): void {
    for (const id of [...this.sessions.keys()]) this.forget(id);
  }

  private forget(id: string): void {
    this.sessions.get(id)?.close();
    this.sessions.delete(id);
  }
}

const SHOWN = ['type', 'charge', 'code', 'decline_code', 'message', 'param'];

function shownError(error: TailedRequest['error']): Readonly<Record<string, string>> {
  const known = SHOWN.map((name) => [name, error?.[name]] as const);
  return Object.fromEntries(known.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
