// The thinnest client there is: connections are kept, nothing is parsed but the answer's body.
import { Agent, request } from 'node:http';

export class HttpClient {
  constructor(baseUrl, connections = 1) {
    this.base = new URL(baseUrl);
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @returns the parsed body @throws Error unless the answer is 2xx */
  send(method, path, { body, headers = {} } = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { hostname, port } = this.base;
    const json =
      text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const sent = request(
        { agent: this.agent, hostname, port, method, path, headers: { ...headers, ...json } },
        (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const received = Buffer.concat(parts).toString();
            if (answer.statusCode >= 200 && answer.statusCode < 300)
              resolve(received === '' ? null : JSON.parse(received));
            else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${received.slice(0, 500)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }

  close() {
    this.agent.destroy();
  }
}

/** Calls `work` from `workers` loops until the time is over. @returns calls per second */
export async function perSecond(workers, ms, work) {
  const started = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - started < ms) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, loop));
  return (done * 1_000) / (performance.now() - started);
}
