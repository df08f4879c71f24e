import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const OFFERED = /^(upgrade|connection|http2-settings)$/i;

/**
 * Answers a request that offered another protocol (`Upgrade: h2c`, as Java's client does) as if it had not. Once anybody
 * listens for `upgrade`, Node leaves every such request to the listener, its body unread: so it is read anew.
 */
export function declineUpgrade(server: Server, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${req.method ?? 'GET'} ${req.url ?? '/'} HTTP/${req.httpVersion}`];
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = req.rawHeaders.slice(at, at + 2);
    if (!OFFERED.test(name)) lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
