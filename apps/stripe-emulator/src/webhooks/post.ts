import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface PostResult {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly body: string;
  readonly error: string | null;
}

const BODY_KEPT = 1000;

/** Sends webhooks over connections that are kept open. */
export class Sender {
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: 64 });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: 64 });

  /** Never rejects; redirects are not followed, as at Stripe. */
  post(url: string, headers: Record<string, string>, payload: string, timeoutMs: number): Promise<PostResult> {
    return new Promise((resolve) => {
      const isTls = url.startsWith('https:');
      const body = Buffer.from(payload);
      const fail = (error: Error): void => {
        resolve({ status: null, body: '', error: error.message });
      };
      const options = {
        method: 'POST',
        agent: isTls ? this.https : this.http,
        timeout: timeoutMs,
        headers: { ...headers, 'Content-Length': body.length },
      };
      const request = (isTls ? httpsRequest : httpRequest)(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < BODY_KEPT) text += chunk.slice(0, BODY_KEPT - text.length);
        });
        response.on('end', () => {
          resolve({ status: response.statusCode ?? null, body: text, error: null });
        });
        response.on('error', fail);
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      request.on('error', fail);
      request.end(body);
    });
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }
}
