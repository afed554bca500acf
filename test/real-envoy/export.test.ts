import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import type { Check } from '../../src/lessons/index.ts';
import { type Report, type RequestSpec, scenarioOfProject, type Upstream } from '../../src/model/index.ts';
import { modulesByName, openAll, type OpenedExample, requestNamed } from '../gallery/gallery.ts';
import {
  inOrder,
  play,
  realAnswers,
  realCalls,
  reportedAnswers,
  reportedCalls,
  reportedConnections,
  reportedLogs,
} from './play.ts';

const examples = await openAll();

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
    expect(played.connections).toEqual(reportedConnections(report));
    expect(played.logs).toEqual(reportedLogs(report));
  });

  // One file with everything in it; a fixed answer is then given by the file itself, and by an Envoy, which dates it.
  test.each(example.checks)('$name: so it does from one file', async (check) => {
    const { report, requests } = reportAndRequests(example, check);
    const withStandIn = example.project.upstream.kind === 'fixed';
    const played = await play(example, requests, { generator: 'envoy-inline', withStandIn });
    expect(realAnswers(played).map(inOrder)).toEqual(reportedAnswers(report).map(inOrder));
    expect(played.connections).toEqual(reportedConnections(report));
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
  return { kind: 'fixed', isBytes: false, status, headers, body };
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
