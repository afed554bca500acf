import { expect, inject } from 'vitest';
import { reflect } from '../../src/envoy/reflect.ts';
import { type ExportInput, type ExportOptions, type GeneratorId, generators } from '../../src/export/index.ts';
import {
  bytesOfLatin1,
  latin1OfBytes,
  logLines,
  type PluginSpec,
  type Project,
  type ReplySpec,
  type Report,
  type RequestSpec,
  scenarioOfProject,
  type TcpEnd,
  textOfBytes,
  type Upstream,
} from '../../src/model/index.ts';
import { type Answer, send } from './client.ts';
import { type Lines, linesOf, linesOfBytes, steady, textOfPieces } from './compare.ts';
import { EnvoyProcess, freePorts, unpacked, validate } from './envoy-process.ts';
import { type Received, Stub } from './stub.ts';
import { playClient, type SeenByEnd, TcpService } from './tcp-ends.ts';

/** What both ends saw of each TCP connection. */
interface Connections {
  readonly clients: readonly SeenByEnd[];
  readonly services: readonly SeenByEnd[];
}

interface Played {
  readonly answers: readonly Answer[];
  readonly received: readonly Received[];
  readonly connections: Connections;
  /** What filters logged for requests, in order. */
  readonly logs: readonly string[];
}

/** What the page's upstream would answer. */
function answerOf(upstream: Upstream, { method, path, rawHeaders, body }: Received): ReplySpec {
  if (upstream.kind === 'fixed') {
    const { status, headers, body: text } = upstream;
    return { status, headers: headers.map(({ name, value }) => [name, value]), body: [text] };
  }
  const headers = rawHeaders.map(bytesOfLatin1);
  const rest = { trailers: [], framing: 'none', incomplete: false, excess: new Uint8Array(0) } as const;
  return reflect({ method, path, headers, body: bytesOfLatin1(body), ...rest });
}

function stubFor(upstream: Upstream): Stub {
  return new Stub((request) => {
    const { status = 200, headers = [], body } = answerOf(upstream, request);
    return { status, headers: headers.flat(), body: textOfPieces(body) };
  });
}

/** Texts of the log entries that begin with one of these prefixes; an entry may have several lines. */
const logsIn = (log: string, prefixes: readonly string[]): string[] =>
  log.split(/\n(?=\[\d{4}-)/).flatMap((entry) => {
    const [, line = ''] = / wasm log ([^]*)$/.exec(entry) ?? [];
    const prefix = prefixes.find((one) => line.startsWith(one));
    return prefix === undefined ? [] : [steady(line.slice(prefix.length))];
  });

/** How Envoy begins a line that a plugin logs for a request or a connection: the VM ids are those of the page's run. */
function prefixesOf(project: Project): string[] {
  const { filters = [], tcp, loggers = [] } = scenarioOfProject(project, []).scenario;
  const prefixOf = (...names: readonly (string | undefined)[]) => `${names.filter(Boolean).join(' ')}: `;
  const streams: readonly Partial<PluginSpec>[] = [...filters, ...(tcp?.filters ?? [])];
  return [
    ...streams.map(({ plugin, root_id, vm_id }) => prefixOf(plugin, root_id, vm_id)),
    // A logger has nothing but its root context.
    ...loggers.map(({ root_id, vm_id }) => prefixOf(root_id, vm_id)),
  ];
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Started {
  readonly listenPort: number;
  readonly tcpPort: number;
}

/** Has a real Envoy judge an export and run it while `talk` talks to it. */
async function whileStarted<T>(
  generator: GeneratorId,
  { options, ...input }: ExportInput,
  talk: (ports: Started) => Promise<T>,
): Promise<{ readonly result: T; readonly logs: readonly string[] }> {
  const [listenPort = 0, tcpPort = 0, adminPort = 0, standInPort = 0] = await freePorts(12);
  const ports = { listenPort, tcpPort, adminPort, standInPort };
  const { files } = generators[generator].generate({ ...input, options: { ...ports, ...options } });
  const { folder, remove } = await unpacked(files);
  const verdict = await validate(inject('envoy'), folder);
  expect(verdict.log).toMatch(/OK\s*$/m);
  expect(verdict.isValid).toBe(true);
  const envoy = new EnvoyProcess(inject('envoy'), folder);
  try {
    await envoy.ready(adminPort);
    const result = await talk(ports);
    await envoy.stop();
    return { result, logs: logsIn(envoy.log, prefixesOf(input.project)) };
  } finally {
    await envoy.stop();
    await remove();
  }
}

/** Has both ends of a connection play their steps, until it is over at both. */
async function connected(port: number, { tcp = [], tcp_upstream = [] }: RequestSpec, service: TcpService) {
  if (tcp_upstream === 'refuse') throw new Error('a service that nobody runs is not played');
  service.steps = tcp_upstream;
  const seen = await playClient(port, tcp);
  await service.settled();
  return seen;
}

/** Starts the export in a real Envoy, sends the requests, and ends it. */
export async function play(
  { project, modules }: Pick<ExportInput, 'project' | 'modules'>,
  requests: readonly RequestSpec[],
  { generator, withStandIn }: { generator: GeneratorId; withStandIn: boolean },
): Promise<Played> {
  const stub = stubFor(project.upstream);
  const service = new TcpService();
  // One address stands behind both listeners.
  const behind = requests.some(({ tcp }) => tcp !== undefined) ? service : stub;
  const upstream = { address: '127.0.0.1', port: await behind.start() };
  const options: ExportOptions = withStandIn ? {} : { upstream };
  try {
    const { result, logs } = await whileStarted(
      generator,
      { project, modules, options },
      async ({ listenPort, tcpPort }) => {
        const answers: Answer[] = [];
        const clients: SeenByEnd[] = [];
        for (const request of requests) {
          if (request.tcp !== undefined) clients.push(await connected(tcpPort, request, service));
          else if (request.wait_ms === undefined) answers.push(await send(listenPort, request));
          else await pause(request.wait_ms);
        }
        return { answers, connections: { clients, services: await service.settled() } };
      },
    );
    return { ...result, received: stub.received, logs };
  } finally {
    await behind.stop();
  }
}

/** What was logged from the first request or connection on; `ofRoots`: by root contexts of the chain, too, in between. */
export const reportedLogs = ({ exchanges, connections, trace }: Report, ofRoots = false): string[] =>
  Array.from(logLines(trace, (exchanges[0] ?? connections[0])?.traceFrom))
    .filter(({ isRoot, filter }) => ofRoots || !isRoot || filter < 0)
    .map(({ message }) => steady(textOfBytes(message)));

export const reportedAnswers = ({ exchanges }: Report) =>
  exchanges.map(({ response: { status, headers, body } }) => ({
    status,
    headers: linesOfBytes(headers),
    body: steady(latin1OfBytes(body)),
  }));
export const realAnswers = ({ answers }: Played) =>
  answers.map(({ status, rawHeaders, body }) => ({ status, headers: linesOf(rawHeaders), body: steady(body) }));

const seenBy = ({ received, end }: TcpEnd): SeenByEnd => ({ received: latin1OfBytes(received), end });
export const reportedConnections = ({ connections, tcpUpstream }: Report): Connections => ({
  clients: connections.map(({ client }) => seenBy(client)),
  services: tcpUpstream.map(seenBy),
});

export const inOrder = <A extends { headers: Lines }>(answer: A): A => ({
  ...answer,
  headers: answer.headers.toSorted(),
});

/** Calls of the upstream, each twice where the report warns that Envoy does that. */
export const reportedCalls = ({ exchanges, upstream, warnings }: Report) =>
  exchanges.flatMap(({ forwarded }, exchange) => {
    const calls = forwarded.flatMap(({ cluster, index }) => upstream[cluster]?.[index] ?? []);
    const isDoubled =
      calls.length === 1 && warnings.some((one) => one.exchange === exchange && one.kind === 'resume-not-paused');
    return (isDoubled ? [...calls, ...calls] : calls).map(({ method, path, headers, body }) => ({
      method,
      path,
      headers: linesOfBytes(headers),
      body: latin1OfBytes(body),
    }));
  });
export const realCalls = ({ received }: Played) =>
  received.map(({ method, path, rawHeaders, body }) => ({ method, path, headers: linesOf(rawHeaders), body }));
