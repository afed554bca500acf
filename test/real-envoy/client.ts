import { Agent, request } from 'node:http';
import type { RequestSpec } from '../../src/model/index.ts';

export interface Answer {
  readonly status: number;
  /** Name, value, name, value, as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** Between two pieces of a body, so that each reaches the filters on its own. */
const pause = () => new Promise((done) => setTimeout(done, 100));

/** Sends one request of a scenario to a port of this machine, its headers in their order and nothing added. */
export async function send(port: number, spec: RequestSpec): Promise<Answer> {
  const pieces = (spec.body ?? []).map((piece) =>
    typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times),
  );
  const framing =
    pieces.length === 0
      ? []
      : spec.framing === 'chunked'
        ? ['transfer-encoding', 'chunked']
        : ['content-length', String(pieces.join('').length)];
  const agent = new Agent({ keepAlive: true });
  const sent = request({
    host: '127.0.0.1',
    port,
    agent,
    method: spec.method ?? 'GET',
    path: spec.path ?? '/',
    headers: ['host', spec.host ?? '', ...(spec.headers ?? []).flat(), ...framing],
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    sent.on('error', reject).on('response', (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, rawHeaders: response.rawHeaders, body }));
    });
  });
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) await pause();
    sent.write(Buffer.from(piece, 'latin1'));
  }
  sent.end();
  return answer.finally(() => agent.destroy());
}
