import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { TcpStep } from '../../src/model/index.ts';
import { textOfPieces } from './compare.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Before an end acts, so that what it sends reaches the filters on its own. */
const gapMs = 100;
const mostMs = 3000;

/** What one end of a connection saw, in the words of a report; bytes as Latin-1. */
export interface SeenByEnd {
  readonly received: string;
  readonly end: 'open' | 'eof' | 'reset' | 'closed' | 'was-reset';
}

/** One end of a TCP connection that plays the steps of a scenario. */
class ScriptedEnd {
  readonly seen: { received: string; end: SeenByEnd['end'] } = { received: '', end: 'open' };
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => (this.seen.received += text));
    socket.on('end', () => this.#over('eof')).on('error', () => this.#over('reset'));
  }

  /** Until the other side has said its last, or so long. */
  async ended(ms = mostMs): Promise<void> {
    await this.#until(() => false, ms);
  }

  async play(steps: readonly TcpStep[]): Promise<void> {
    for (const step of steps) {
      if (step.wait_ms !== undefined) await pause(step.wait_ms);
      else if (step.wait_end === true) await this.ended();
      else if (step.wait_bytes === undefined) await this.#act(step);
      else if (!(await this.#has(step.wait_bytes))) return;
    }
  }

  close(): void {
    this.#over('closed');
    this.#socket.destroy();
  }

  async #act({ send, half_close, reset }: TcpStep): Promise<void> {
    await pause(gapMs);
    if (send !== undefined) this.#socket.write(Buffer.from(textOfPieces([send]), 'latin1'));
    else if (half_close === true) this.#socket.end();
    else if (reset === true) {
      this.#over('was-reset');
      this.#socket.resetAndDestroy();
    } else this.close();
  }

  async #has(count: number): Promise<boolean> {
    await this.#until(() => this.seen.received.length >= count, mostMs);
    return this.seen.received.length >= count;
  }

  async #until(isThere: () => boolean, ms: number): Promise<void> {
    for (const to = Date.now() + ms; Date.now() < to && this.seen.end === 'open' && !isThere();) await pause(10);
  }

  #over(end: SeenByEnd['end']): void {
    if (this.seen.end === 'open') this.seen.end = end;
  }
}

/** Opens a connection to a port of this machine and plays the steps; gives what the client saw of it. */
export async function playClient(port: number, steps: readonly TcpStep[]): Promise<SeenByEnd> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const client = new ScriptedEnd(socket);
  await once(socket, 'connect');
  await client.play(steps);
  await client.ended(150);
  const seen = { ...client.seen };
  client.close();
  return seen;
}

/** The service behind the TCP proxy. */
export class TcpService {
  /** What each connection plays that comes from now on. */
  steps: readonly TcpStep[] = [];
  readonly #ends: ScriptedEnd[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => void this.#serve(new ScriptedEnd(socket)));
  }

  async start(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** When the proxy has told it of the end of every connection, what it saw of each. */
  async settled(): Promise<readonly SeenByEnd[]> {
    await pause(gapMs);
    await Promise.all(this.#ends.map((end) => end.ended()));
    return this.#ends.map(({ seen }) => seen);
  }

  async stop(): Promise<void> {
    for (const end of this.#ends) end.close();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(end: ScriptedEnd): Promise<void> {
    this.#ends.push(end);
    await end.play(this.steps);
    await end.ended();
    end.close();
  }
}
