import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stub was sent, as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Name, value, name, value. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message.setEncoding('latin1')) text += String(piece);
  return text;
}

/** An upstream: keeps what it was sent and answers with `answer`'s status, headers and body. */
export class Stub {
  readonly received: Received[] = [];
  readonly #server: Server;

  constructor(answer: (request: Received) => { status: number; headers: readonly string[]; body: string }) {
    this.#server = createServer((message, response) => {
      void bodyOf(message).then((body) => {
        const { method = '', url = '', rawHeaders } = message;
        const request = { method, path: url, rawHeaders, body };
        this.received.push(request);
        const { status, headers, body: text } = answer(request);
        response.sendDate = false;
        const bytes = Buffer.from(text, 'latin1');
        response.writeHead(status, [...headers, 'content-length', String(bytes.length)]);
        response.end(bytes);
      });
    });
  }

  /** The port it listens on, loopback. */
  async start(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
