import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../src/envoy/index.ts';
import { type ExportedFile, type GeneratorId, generators } from '../../src/export/index.ts';
import { yamlOf } from '../../src/export/yaml.ts';
import { type NamedRequest, type Project, type RequestSpec, scenarioOfProject } from '../../src/model/index.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { filterOf, projectOf } from '../export/project.ts';
import { answering, guestOf, projects, replyOf, routeOf, row, withGuests } from '../export/projects.ts';
import { unpacked, validate } from './envoy-process.ts';
import { inOrder, play, realAnswers, reportedAnswers, reportedConnections, reportedLogs } from './play.ts';

async function verdictOn(files: readonly ExportedFile[]): Promise<string> {
  const { folder, remove } = await unpacked(files);
  const { isValid, log } = await validate(inject('envoy'), folder);
  await remove();
  return isValid ? 'OK' : log.slice(-3000);
}

/** A whole bootstrap around `http_filters`, as somebody has it already. */
function bootstrapAround(fragment: string): string {
  const router = generators['envoy-inline'].generate({ project: projectOf([]), modules: {} }).files[0];
  const bootstrap = parse(router?.kind === 'text' ? router.text : '') as {
    static_resources: { listeners: [{ filter_chains: [{ filters: [{ typed_config: object }] }] }] };
  };
  Object.assign(bootstrap.static_resources.listeners[0].filter_chains[0].filters[0].typed_config, parse(fragment));
  return yamlOf(bootstrap);
}

/** The files of an export as Envoy gets them to see. */
function filesForEnvoy(id: GeneratorId, project: Project): readonly ExportedFile[] {
  const { files } = generators[id].generate(withGuests(project));
  return files.map((file) => {
    if (file.kind !== 'text') return file;
    if (file.path === 'http_filters.yaml') return { ...file, path: 'envoy.yaml', text: bootstrapAround(file.text) };
    // The containers have their files there.
    return { ...file, text: file.text.replaceAll('/etc/weir/', '') };
  });
}

const forEnvoy = ['envoy', 'envoy-inline', 'http-filters', 'compose'] as const satisfies readonly GeneratorId[];

describe.each(forEnvoy)('%s is accepted by a real Envoy', (id) => {
  test.each(Object.entries(projects))('%s', async (_, project) => {
    expect(await verdictOn(filesForEnvoy(id, project))).toBe('OK');
  });
});

test('names of all kinds pass through whatever is written', async () => {
  const names = nastyStrings.filter((text) => !/[\0\r\n]/.test(text) && text.trim() !== '');
  const project = {
    ...projectOf([
      guestOf('confdump', {
        name: 'one',
        environment: names.map((name) => ({ name, value: name })),
        capabilities: [...names, 'proxy_log'],
      }),
    ]),
    clusters: names.map((name) => answering(name, [replyOf({ headers: [row('x-a', name)], body: name })])),
    routes: names.map((name) =>
      routeOf({
        name,
        headers: [{ name: 'x-a', value: name }],
        action: { kind: 'cluster', cluster: name, timeoutMs: 1 },
      }),
    ),
  };
  for (const id of forEnvoy) expect(await verdictOn(filesForEnvoy(id, project)), id).toBe('OK');
});

test('what Envoy does not take is told as such', async () => {
  const notWasm = { project: projectOf([filterOf('a')]), modules: { a: new TextEncoder().encode('no module') } };
  expect(await verdictOn(generators.envoy.generate(notWasm).files)).toContain('Unable to create Wasm plugin a');
});

const get = (path: string, ...headers: readonly (readonly [string, string])[]): NamedRequest => ({
  id: path,
  name: path,
  method: 'GET',
  url: path,
  headers: headers.map(([name, value]) => row(name, value)),
  body: '',
  isBytes: false,
  splits: [],
  trailers: [],
  waitMs: 0,
  overlaps: false,
  http: '1.1' as const,
  tcp: null,
});

/** What our own run of the same project says. */
function reportOf(project: Project, requests: readonly NamedRequest[]) {
  const { byName, ...input } = withGuests(project);
  const { scenario } = scenarioOfProject(project, requests);
  return { input, report: run({ modules: byName }, scenario, 1), sent: scenario.requests ?? [] };
}

/** A stand-in is an Envoy, which dates its answers: a header more than the page's. */
const withoutDate = (line: string) =>
  line.replace(
    /^answer (.*) headers=(\d+)/,
    (_, call: string, count: string) => `answer ${call} headers=${Number(count) - 1}`,
  );

describe('started, it answers as the page did', () => {
  test('routes, answers given by routes, clusters with answers of their own', async () => {
    const to = (cluster: string) => ({ kind: 'cluster', cluster, timeoutMs: 5000 }) as const;
    const project: Project = {
      ...projectOf([guestOf('weir_hello', { name: 'hello' })]),
      clusters: [
        answering('auth', [replyOf({ status: 403, headers: [row('x-why', '100% no')], body: 'forbidden' })]),
        answering('two', [replyOf({ prefix: '/two/a', body: 'A' }), replyOf({ status: 404, body: 'else' })]),
      ],
      routes: [
        routeOf({ headers: [{ name: 'x-route', value: 'auth' }], action: to('auth') }),
        routeOf({ match: 'path', path: '/exact', action: { kind: 'direct', status: 207, body: 'direct' } }),
        routeOf({ path: '/two', action: to('two') }),
        routeOf({ path: '/nowhere', action: to('nobody') }),
        routeOf({ path: '/headers' }),
      ],
    };
    const { report, input, sent } = reportOf(project, [
      get('/exact'),
      get('/headers', ['x-route', 'auth']),
      get('/two/a?b'),
      get('/two/b'),
      get('/nowhere'),
      get('/no-route'),
      get('/headers'),
    ]);
    const played = await play(input, sent, { generator: 'envoy', withStandIn: false });
    expect(played.answers.map(({ status }) => status)).toEqual([207, 403, 200, 404, 503, 404, 200]);
    expect(realAnswers(played).map(inOrder)).toEqual(reportedAnswers(report).map(inOrder));
    expect(played.logs).toEqual(reportedLogs(report));
  });

  test('a call to a cluster that a stand-in answers', async () => {
    const project: Project = {
      ...projectOf([guestOf('rust_call', { name: 'p1', rootId: 'r1', configuration: 'auth' })], {
        kind: 'fixed',
        status: 200,
        headers: [row('content-type', 'text/plain')],
        body: 'one-two',
        isBytes: false,
      }),
      clusters: [answering('auth', [replyOf({ prefix: '/check', status: 403, body: 'no' })])],
    };
    for (const status of [200, 403]) {
      const clusters = [answering('auth', [replyOf({ prefix: '/check', status, body: 'ok' })])];
      const { report, input, sent } = reportOf({ ...project, clusters }, [get('/one', ['x-token', 't']), get('/two')]);
      const played = await play(input, sent, { generator: 'envoy-inline', withStandIn: true });
      expect(realAnswers(played).map(inOrder)).toEqual(reportedAnswers(report).map(inOrder));
      expect(played.logs.map(withoutDate)).toEqual(reportedLogs(report));
      expect(played.answers.map((one) => one.status)).toEqual([status, status]);
    }
  });

  test('environment and allow_on_headers_stop_iteration', async () => {
    const project = projectOf([
      guestOf('wasi', {
        name: 'p1',
        rootId: 'r1',
        configuration: 'x',
        environment: [{ name: 'LAB_KEY', value: 'lab-value' }],
        allowStopIteration: true,
      }),
    ]);
    const { report, input, sent } = reportOf(project, [get('/headers')]);
    const played = await play(input, sent, { generator: 'envoy', withStandIn: false });
    expect(realAnswers(played)).toEqual(reportedAnswers(report));
    expect(played.logs).toEqual(reportedLogs(report));
  });

  test('access loggers', async () => {
    const project = {
      ...projectOf([]),
      accessLoggers: [guestOf('guest_request_counter', { name: 'l1', rootId: 'lr1' })],
    };
    const { report, input, sent } = reportOf(project, [get('/headers?x=1'), get('/status/404')]);
    const played = await play(input, sent, { generator: 'envoy', withStandIn: false });
    const said = reportedLogs(report, true);
    expect(said.length).toBeGreaterThan(1);
    expect(played.logs.slice(-said.length)).toEqual(said);
    expect(realAnswers(played)).toEqual(reportedAnswers(report));
  });

  test('services beside the chain', async () => {
    const project = {
      ...projectOf([guestOf('guest_audit_queue', { name: 'source', rootId: 'audit_source', configuration: 'x-team' })]),
      services: [
        {
          ...guestOf('guest_audit_queue', { name: 'sink', rootId: 'audit_sink', configuration: '2' }),
          singleton: true,
        },
      ],
    };
    const { report, input, sent } = reportOf(project, [get('/headers', ['x-team', 'blue']), get('/headers')]);
    const played = await play(input, sent, { generator: 'envoy', withStandIn: false });
    expect(realAnswers(played)).toEqual(reportedAnswers(report));
  });

  test('network filters', async () => {
    const networkFilters = [guestOf('guest_tcp_sniffer', { name: 'n1', rootId: 'nr1', configuration: 'tls,http' })];
    const project: Project = { ...projectOf([]), networkFilters };
    const { scenario } = scenarioOfProject(project, []);
    const request = 'GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
    const tcp_upstream = [{ wait_bytes: request.length }, { send: 'hello back' }, { close: true }];
    const requests: readonly RequestSpec[] = [
      { tcp: [{ send: request }, { wait_end: true }], tcp_upstream },
      { tcp: [{ send: 'SSH-2.0-OpenSSH_9.6\r\n' }, { wait_end: true }], tcp_upstream },
    ];
    const { byName, ...input } = withGuests(project);
    const report = run({ modules: byName }, { ...scenario, requests }, 1);
    const played = await play(input, requests, { generator: 'envoy', withStandIn: false });
    expect(played.connections.clients.map(({ received }) => received)).toEqual(['hello back', '']);
    expect(played.connections).toEqual(reportedConnections(report));
    const lines = reportedLogs(report);
    expect(lines.length).toBeGreaterThan(1);
    expect(played.logs).toEqual(lines);
  });
});
