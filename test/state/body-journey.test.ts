import { expect, test } from 'vitest';
import { textOfBytes, type Scenario } from '../../src/model/index.ts';
import { bodyJourney, type BodyChunk, type BodyStage } from '../../src/state/index.ts';
import { say } from '../envoy/script-probe.ts';

const text = (bytes: Uint8Array | undefined) => (bytes === undefined ? '?' : textOfBytes(bytes));
const chunk = ({ bytes, size, endStream }: BodyChunk) => {
  expect(bytes?.length).toBe(size);
  return `${text(bytes)}${endStream ? '!' : ''}`;
};

/** A stage in lines: what it was given, saw, made of it; `->` what went on, `[n]` what is held. */
function drawn({ at, chunks, steps }: BodyStage): string[] {
  if (at !== 'filter') return [`${at}: ${chunks.map(chunk).join(' ')}`];
  return steps.map((step) => {
    if (step.kind === 'release') return `released -> ${chunk(step.forwarded)}`;
    const { callback, given, endStream, reads, writes, before, after, action, held, forwarded } = step;
    const seen = text(before) === text(after) ? text(before) : `${text(before)}=>${text(after)}`;
    const did = [...reads.map(({ size }) => `read ${size}`), ...writes.map(({ size }) => `write ${size}`)];
    const end = forwarded ? `-> ${chunk(forwarded)}` : `[${held}]`;
    return [callback.replace('proxy_on_', ''), `${given}${endStream ? '!' : ''}`, seen, ...did, action, end]
      .join(' ')
      .trim();
  });
}

const chunked: Partial<Scenario> = {
  requests: [{ method: 'POST', framing: 'chunked', body: ['abc', 'de', 'fghi'], chunk_delay_ms: 20 }],
};
const answer = {
  upstream: { replies: [{ body: ['one-', 'two-', 'three'], framing: 'chunked', chunk_delay_ms: 20 }] },
} as const;

test.each<[string, string[], Partial<Scenario>, 'request' | 'response', string[]]>([
  [
    'passed on as it comes',
    ['request_body buf req 0 2'],
    chunked,
    'request',
    [
      'client: abc de fghi !',
      'request_body 3 abc read 2 Continue -> abc',
      'request_body 2 de read 2 Continue -> de',
      'request_body 4 fghi read 2 Continue -> fghi',
      'request_body 0!  read 0 Continue -> !',
      'upstream: abc de fghi !',
    ],
  ],
  [
    'held to the end, then forwarded as one',
    ['request_body/more ret 1'],
    chunked,
    'request',
    [
      'client: abc de fghi !',
      'request_body 3 abc StopIterationAndBuffer [3]',
      'request_body 5 abcde StopIterationAndBuffer [5]',
      'request_body 9 abcdefghi StopIterationAndBuffer [9]',
      'request_body 9! abcdefghi Continue -> abcdefghi!',
      'upstream: abcdefghi!',
    ],
  ],
  [
    'held and written anew at the end',
    ['request_body/more ret 1', 'request_body/eos setbuf req 0 1000 new'],
    chunked,
    'request',
    [
      'client: abc de fghi !',
      'request_body 3 abc StopIterationAndBuffer [3]',
      'request_body 5 abcde StopIterationAndBuffer [5]',
      'request_body 9 abcdefghi StopIterationAndBuffer [9]',
      'request_body 9! abcdefghi=>new write 3 Continue -> new!',
      'upstream: new!',
    ],
  ],
  [
    'more in front of each piece',
    ['request_body/more setbuf req 0 0 <'],
    chunked,
    'request',
    [
      'client: abc de fghi !',
      'request_body 3 abc=><abc write 1 Continue -> <abc',
      'request_body 2 de=><de write 1 Continue -> <de',
      'request_body 4 fghi=><fghi write 1 Continue -> <fghi',
      'request_body 0!  Continue -> !',
      'upstream: <abc <de <fghi !',
    ],
  ],
  [
    'held with the headers until the answer to a call',
    [
      'request_headers http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000',
      'request_headers ret 1',
      'call effective $caller',
      'call resume req',
    ],
    { ...chunked, clusters: { upstream: {}, auth: { replies: [{ delay_ms: 200 }] } } },
    'request',
    ['client: abc de fghi !', 'request_body 9! abcdefghi Continue -> abcdefghi!', 'upstream: abcdefghi!'],
  ],
  [
    'held by the body and let go from the answer to a call',
    [
      'request_body/eos http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000',
      'request_body ret 1',
      'call effective $caller',
      'call resume req',
    ],
    { ...chunked, clusters: { upstream: {}, auth: {} } },
    'request',
    [
      'client: abc de fghi !',
      'request_body 3 abc StopIterationAndBuffer [3]',
      'request_body 5 abcde StopIterationAndBuffer [5]',
      'request_body 9 abcdefghi StopIterationAndBuffer [9]',
      'request_body 9! abcdefghi StopIterationAndBuffer [9]',
      'released -> abcdefghi!',
      'upstream: abcdefghi!',
    ],
  ],
  [
    'a response, piece by piece',
    ['response_body/more setbuf res 1000 0 +'],
    { clusters: answer },
    'response',
    [
      'upstream: one- two- three !',
      'response_body 4 one-=>one-+ write 1 Continue -> one-+',
      'response_body 4 two-=>two-+ write 1 Continue -> two-+',
      'response_body 5 three=>three+ write 1 Continue -> three+',
      'response_body 0!  Continue -> !',
      'client: one-+ two-+ three+ !',
    ],
  ],
  [
    'a local reply has a body of its own',
    ['request_headers local 403 why denied -1 ""', 'request_headers ret 1'],
    {},
    'response',
    ['local-reply: denied!', 'response_body 6! denied Continue -> denied!', 'client: denied!'],
  ],
])('%s', (_, program, scenario, direction, lines) => {
  const { report } = say(program, scenario);
  const [exchange] = report.exchanges;
  if (exchange === undefined) throw new Error('no exchange');
  expect(bodyJourney(exchange, report.trace, 0)[direction].flatMap(drawn)).toEqual(lines);
});
