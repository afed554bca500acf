import { describe, expect, inject, test } from 'vitest';
import { reflect } from '../../src/envoy/reflect.ts';
import { run } from '../../src/envoy/index.ts';
import { type ExportOptions, type GeneratorId, generators } from '../../src/export/index.ts';
import type { Check } from '../../src/lessons/index.ts';
import {
  bytesOfLatin1,
  latin1OfBytes,
  logLines,
  type Project,
  type ReplySpec,
  type Report,
  type RequestSpec,
  scenarioOfProject,
  textOfBytes,
  type Upstream,
} from '../../src/model/index.ts';
import { modulesByName, openAll, type OpenedExample, requestNamed } from '../gallery/gallery.ts';
import { type Answer, send } from './client.ts';
import { type Lines, linesOf, linesOfBytes, steady, textOfPieces } from './compare.ts';
import { EnvoyProcess, freePort, unpacked, validate } from './envoy-process.ts';
import { type Received, Stub } from './stub.ts';

const examples = await openAll();

interface Played {
  readonly answers: readonly Answer[];
  readonly received: readonly Received[];
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

/** How Envoy begins a line that a plugin logs for a request: the VM ids are those of the page's run. */
const prefixesOf = (project: Project): string[] =>
  (scenarioOfProject(project, []).scenario.filters ?? []).map(
    ({ plugin, root_id, vm_id }) => `${[plugin, root_id, vm_id].filter(Boolean).join(' ')}: `,
  );

/** Starts the export in a real Envoy, sends the requests, and ends it. */
async function play(
  { project, modules }: Pick<OpenedExample, 'project' | 'modules'>,
  requests: readonly RequestSpec[],
  { generator, withStandIn }: { generator: GeneratorId; withStandIn: boolean },
): Promise<Played> {
  const stub = stubFor(project.upstream);
  const [upstreamPort, listenPort, adminPort, standInPort] = [
    await stub.start(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const options: ExportOptions = {
    listenPort,
    adminPort,
    standInPort,
    ...(!withStandIn && { upstream: { address: '127.0.0.1', port: upstreamPort } }),
  };
  const { folder, remove } = await unpacked(generators[generator].generate({ project, modules, options }).files);
  const verdict = await validate(inject('envoy'), folder);
  expect(verdict.log).toMatch(/OK\s*$/m);
  expect(verdict.isValid).toBe(true);
  const envoy = new EnvoyProcess(inject('envoy'), folder);
  try {
    await envoy.ready(adminPort);
    const answers: Answer[] = [];
    for (const request of requests) answers.push(await send(listenPort, request));
    await envoy.stop();
    return { answers, received: stub.received, logs: logsIn(envoy.log, prefixesOf(project)) };
  } finally {
    await envoy.stop();
    await stub.stop();
    await remove();
  }
}

const reportedLogs = ({ exchanges, trace }: Report): string[] =>
  Array.from(logLines(trace, exchanges[0]?.traceFrom), ({ message }) => steady(textOfBytes(message)));

const reportedAnswers = ({ exchanges }: Report) =>
  exchanges.map(({ response: { status, headers, body } }) => ({
    status,
    headers: linesOfBytes(headers),
    body: steady(latin1OfBytes(body)),
  }));
const realAnswers = ({ answers }: Played) =>
  answers.map(({ status, rawHeaders, body }) => ({ status, headers: linesOf(rawHeaders), body: steady(body) }));

const inOrder = <A extends { headers: Lines }>(answer: A): A => ({ ...answer, headers: answer.headers.toSorted() });

/** Calls of the upstream, each twice where the report warns that Envoy does that. */
const reportedCalls = ({ exchanges, upstream, warnings }: Report) =>
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
const realCalls = ({ received }: Played) =>
  received.map(({ method, path, rawHeaders, body }) => ({ method, path, headers: linesOf(rawHeaders), body }));

function reportAndRequests(example: OpenedExample, check: Check): { report: Report; requests: readonly RequestSpec[] } {
  const sent = check.steps.map(({ send: name }) => requestNamed(example.project, name));
  const { scenario } = scenarioOfProject(example.project, sent);
  return { report: run({ modules: modulesByName(example) }, scenario, 1), requests: scenario.requests ?? [] };
}

describe.each(examples)('$id', (example) => {
  test.each(example.checks)('$name: a real Envoy answers what the page answered', async (check) => {
    const { report, requests } = reportAndRequests(example, check);
    const played = await play(example, requests, { generator: 'envoy', withStandIn: false });
    expect(realAnswers(played)).toEqual(reportedAnswers(report));
    expect(realCalls(played)).toEqual(reportedCalls(report));
    expect(played.logs).toEqual(reportedLogs(report));
  });

  // One file with everything in it; a fixed answer is then given by the file itself, and by an Envoy, which dates it.
  test.each(example.checks)('$name: so it does from one file', async (check) => {
    const { report, requests } = reportAndRequests(example, check);
    const withStandIn = example.project.upstream.kind === 'fixed';
    const played = await play(example, requests, { generator: 'envoy-inline', withStandIn });
    expect(realAnswers(played).map(inOrder)).toEqual(reportedAnswers(report).map(inOrder));
    expect(played.logs).toEqual(reportedLogs(report));
  });
});

test('a chain of several filters, two of them of one code, does what the page showed', async () => {
  const [adding, greeting] = examples.filter(({ id }) => id === 'add-header' || id === 'hello-world');
  const [add] = adding?.project.filters ?? [];
  const [greet] = greeting?.project.filters ?? [];
  if (!adding || !greeting || !add || !greet) throw new Error('two examples are missing');
  const filters = [
    { ...greet, id: 'greet', module: { kind: 'source', entry: 'greet.ts' } as const },
    { ...add, id: 'add' },
    { ...add, id: 'off', enabled: false },
    { ...add, id: 'again', name: 'again', vmConfiguration: 'yes' },
  ];
  const project = { ...adding.project, filters };
  const greetCode = greeting.modules[greet.id] ?? new Uint8Array(0);
  const addCode = adding.modules[add.id] ?? new Uint8Array(0);
  const { scenario } = scenarioOfProject(project, project.requests);
  const report = run({ modules: { 'greet.wasm': greetCode, 'filter.wasm': addCode } }, scenario, 1);
  const modules = { greet: greetCode, add: addCode, again: addCode };
  const how = { generator: 'envoy', withStandIn: false } as const;
  const played = await play({ project, modules }, scenario.requests ?? [], how);
  expect(played.logs).toHaveLength(3 * project.requests.length);
  expect(realAnswers(played)).toEqual(reportedAnswers(report));
  expect(realCalls(played)).toEqual(reportedCalls(report));
  expect(played.logs).toEqual(reportedLogs(report));
});

const row = (name: string, value: string) => ({ enabled: true, name, value });
const fixed = (status: number, headers: ReturnType<typeof row>[], body: string): Upstream => {
  return { kind: 'fixed', status, headers, body };
};

test.each<[string, Upstream]>([
  ['without body or headers', fixed(200, [], '')],
  ['of a type of its own', fixed(503, [row('content-type', 'application/json')], '{"a": 1}')],
  ['with percent signs', fixed(404, [row('x-a', '100% %REQ(:path)% %%')], '%REQ(:path)%')],
  ['with a header twice, and an empty one', fixed(201, [row('x-a', '1'), row('x-a', '2'), row('x-e', '')], 'x')],
  ['longer than Envoy takes by itself', fixed(200, [row('content-type', 'text/plain')], 'né'.repeat(5000))],
  ['without content', fixed(204, [row('x-a', '1')], '')],
])('a fixed answer %s comes from the exported file as the page gave it', async (_, upstream) => {
  const [example] = examples;
  if (!example) throw new Error('the gallery is empty');
  const project = { ...example.project, filters: [], upstream };
  const [request] = project.requests;
  const { scenario } = scenarioOfProject(
    project,
    request ? [request, { ...request, method: 'POST', body: 'abc' }] : [],
  );
  const played = await play({ project, modules: {} }, scenario.requests ?? [], {
    generator: 'envoy',
    withStandIn: true,
  });
  expect(played.answers).toHaveLength(2);
  const report = run({ modules: {} }, scenario, 1);
  expect(realAnswers(played).map(inOrder)).toEqual(reportedAnswers(report).map(inOrder));
});
