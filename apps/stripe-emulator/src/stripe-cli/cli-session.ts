import type { WebSocket } from 'ws';
import type { PostResult } from '../webhooks/post.js';
import type { SignedPayload } from '../webhooks/render.js';
import type { Listener } from '../webhooks/endpoints.js';
import type { RequestLogFilters } from './request-log-filter.js';

export type CliFeature = 'webhooks' | 'v2_events' | 'request_logs';

export interface CliSessionOptions {
  /** What the CLI shows at connecting, e.g. `cliws_...`. */
  readonly id: string;
  readonly account: string;
  /** Signs what is forwarded; the same for every session of an account, as at Stripe. */
  readonly secret: string;
  readonly features: readonly CliFeature[];
  readonly filters: RequestLogFilters;
  readonly apiVersion: string;
}

type Settle = (result: PostResult) => void;
const TAKEN: PostResult = { status: 200, body: '', error: null };
const GONE: PostResult = { status: null, body: '', error: 'the Stripe CLI went away' };
const SILENT: PostResult = { status: null, body: '', error: 'the Stripe CLI did not acknowledge it' };

/** One `stripe listen` or `stripe logs tail`: what it asked for, and the socket while there is one. */
export class CliSession {
  readonly listeners: readonly Listener[];
  private socket: WebSocket | undefined;
  /** Events that the CLI has not acknowledged, by the names it acknowledges them by. */
  private readonly unacknowledged = new Map<string, Set<Settle>>();
  private sent = 0;

  constructor(readonly options: CliSessionOptions) {
    const { features } = options;
    this.listeners = [
      ...(features.includes('webhooks') ? [this.listener('snapshot')] : []),
      ...(features.includes('v2_events') ? [this.listener('thin')] : []),
    ];
  }

  get isOpen(): boolean {
    return this.socket !== undefined;
  }

  /** @param closed hears when this socket is gone */
  attach(socket: WebSocket, closed: () => void): void {
    this.socket?.terminate();
    this.socket = socket;
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.hear(data.toString());
    });
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      for (const name of [...this.unacknowledged.keys()]) this.settle(name, GONE);
      closed();
    });
  }

  /** Shows a request of the API. */
  showRequest(requestId: string, payload: object): void {
    this.send({ type: 'request_log_event', request_log_id: requestId, event_payload: JSON.stringify(payload) });
  }

  close(): void {
    this.socket?.terminate();
  }

  private listener(payload: 'snapshot' | 'thin'): Listener {
    const { id, account, secret } = this.options;
    return {
      account,
      object: {
        id: `${id}_${payload}`,
        url: 'stripe listen',
        status: 'enabled',
        enabled_events: ['*'],
        api_version: null,
      },
      hidden: {
        secret,
        isConnect: false,
        destination: { name: id, event_payload: payload, events_from: ['@self', '@accounts'], updated: 0 },
      },
      deliver: (eventId, signed, timeoutMs) =>
        payload === 'snapshot' ? this.sendEvent(eventId, signed, timeoutMs) : this.sendThin(eventId, signed, timeoutMs),
    };
  }

  /** Stripe sends each event in the account's version and in the latest: the CLI takes the one it was started for. */
  private sendEvent(eventId: string, { payload, headers }: SignedPayload, timeoutMs: number): Promise<PostResult> {
    const conversation = `wc_${eventId}_${(this.sent += 1)}`;
    for (const api_version of [null, this.options.apiVersion])
      this.send({
        type: 'webhook_event',
        endpoint: { api_version },
        event_payload: payload,
        http_headers: headers,
        webhook_conversation_id: conversation,
        webhook_id: `wh_${eventId}`,
      });
    return this.acknowledged(conversation, timeoutMs);
  }

  private sendThin(eventId: string, { payload, headers }: SignedPayload, timeoutMs: number): Promise<PostResult> {
    this.send({ type: 'v2_event', payload, http_headers: headers, destination_id: this.options.id });
    return this.acknowledged(eventId, timeoutMs);
  }

  private acknowledged(name: string, timeoutMs: number): Promise<PostResult> {
    if (!this.isOpen) return Promise.resolve(GONE);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.settle(name, SILENT);
      }, timeoutMs);
      const settles = this.unacknowledged.get(name) ?? new Set();
      this.unacknowledged.set(name, settles);
      settles.add((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  private settle(name: string, result: PostResult): void {
    const settles = this.unacknowledged.get(name) ?? [];
    this.unacknowledged.delete(name);
    for (const settle of settles) settle(result);
  }

  private hear(text: string): void {
    const message = parsed(text);
    if (message['type'] !== 'event_ack') return;
    for (const name of ['webhook_conversation_id', 'event_id', 'event_token'])
      if (typeof message[name] === 'string') this.settle(message[name], TAKEN);
  }

  private send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
