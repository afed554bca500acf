import { diffLines, type Difference } from './difference.ts';
import type { Golden, GoldenAccess, GoldenEvent, GoldenRequest, GoldenResponse, GoldenStream, Pair } from './golden.ts';
import { tcpAccessLine, tcpEndLines } from './tcp.ts';
import type { ThreadEvents, Transcript } from './transcript.ts';

const STARTS = new Set(['_initialize', '_start']);
const COMPARED_EVENTS = new Set(['mark', 'call', 'ret', 'host', 'log']);

/**
 * Compares our transcript with the recorded one: responses, upstream requests, access log, custom metrics, and the
 * workers' timelines with callbacks, arguments, results, hostcall results and log lines. Wording of the host's own lines
 * and its statistics are not portable and left out (conformance/README.md).
 */
export function compare(golden: Golden, ours: Transcript): Difference[] {
  const differences: Difference[] = [];
  if (golden.startup !== ours.state) differences.push({ where: 'start', envoy: golden.startup, ours: ours.state });
  if (golden.crashed === true) return compareCrash(golden, ours);
  const workers = golden.startup === 'failed' ? [] : goldenWorkers(golden);
  for (const [i, worker] of workers.entries()) {
    const own = ours.workers[i] ?? { startup: [], timeline: [], shutdown: [] };
    const name = workers.length > 1 ? `worker ${i} ` : '';
    compareEvents(differences, `${name}timeline`, worker.timeline, own.timeline);
    compareEvents(differences, `${name}startup`, worker.startup, own.startup);
    compareEvents(differences, `${name}shutdown`, worker.shutdown, own.shutdown);
  }
  if (golden.startup === 'failed')
    compareEvents(differences, 'startup', lastVm(golden.timeline_startup ?? []), lastVm(ours.refused));
  compareLists(differences, 'response', golden.responses, ours.responses, responseLines);
  for (const name of new Set([...Object.keys(golden.upstream ?? {}), ...Object.keys(ours.upstream)]))
    compareLists(differences, `upstream ${name}`, golden.upstream?.[name] ?? [], ours.upstream[name] ?? [], requestLines);
  compareAccess(differences, golden.access_log ?? [], ours.access);
  compareLists(differences, 'tcp upstream', golden.tcp_upstream ?? [], ours.tcpUpstream, tcpEndLines);
  const tcpAccess = (golden.tcp_access_log ?? []).map(tcpAccessLine).sort();
  differences.push(...diffLines('tcp access log', tcpAccess, ours.tcpAccess.map(tcpAccessLine).sort()));
  if (golden.stats !== undefined) compareStats(differences, golden.stats, ours.stats);
  return differences;
}

/** Envoy died here: what came before must be equal, and our report must say so. */
function compareCrash(golden: Golden, ours: Transcript): Difference[] {
  const before = ours.eventsBefore['envoy-crashes'];
  if (before === undefined) return [{ where: 'crash', envoy: 'crashed', ours: 'no warning that Envoy crashes here' }];
  return compareUpTo(golden, ours, before);
}

/** Compares only the first events of the first worker's timeline. */
export function compareUpTo(golden: Golden, ours: Transcript, count: number): Difference[] {
  const differences: Difference[] = [];
  const [worker] = goldenWorkers(golden);
  const recorded = (worker?.timeline ?? []).filter(isCompared).slice(0, count);
  compareEvents(differences, 'timeline', recorded, (ours.workers[0]?.timeline ?? []).slice(0, count));
  return differences;
}

/** The recorded events by worker: one timeline each when there are several. */
function goldenWorkers(golden: Golden): ThreadEvents[] {
  const count = golden.workers ?? 1;
  if (count === 1)
    return [
      {
        startup: ofWorker(golden.timeline_startup),
        timeline: golden.timeline ?? [],
        shutdown: ofWorker(golden.timeline_shutdown),
      },
    ];
  return Array.from({ length: count }, (_, i) => ({
    startup: golden[`timeline_worker${i}_startup`] ?? [],
    timeline: golden[`timeline_worker${i}`] ?? [],
    shutdown: golden[`timeline_worker${i}_shutdown`] ?? [],
  }));
}

function ofWorker(events: readonly GoldenEvent[] | undefined): readonly GoldenEvent[] {
  return (events ?? []).filter((event) => event.th === 'worker');
}

/** The events of the VM that was started last: the one that Envoy refused. */
function lastVm(events: readonly GoldenEvent[]): readonly GoldenEvent[] {
  const start = events.findLastIndex((event) => event.t === 'call' && STARTS.has(event.fn ?? ''));
  return events.slice(Math.max(0, start));
}

function isCompared(event: GoldenEvent): boolean {
  return COMPARED_EVENTS.has(event.t);
}

function eventLine(event: GoldenEvent): string {
  switch (event.t) {
    case 'mark':
      return `-- ${event.msg}`;
    case 'call':
      return `> ${event.fn}(${event.args ?? '?'})`;
    case 'ret':
      return `< ${event.fn} ${event.ret}`;
    case 'host':
      return `  ${event.fn} = ${event.ret}`;
    default:
      return `  [${event.lvl}] ${[event.plugin, event.root, event.vm].filter(Boolean).join(' ')}: ${event.msg}`;
  }
}

function compareEvents(into: Difference[], where: string, golden: readonly GoldenEvent[], ours: readonly GoldenEvent[]): void {
  into.push(...diffLines(where, golden.filter(isCompared).map(eventLine), ours.filter(isCompared).map(eventLine)));
}

/** What is compared of one message: texts, and lists of which each line counts in its order. */
type Fields = Readonly<Record<string, string | readonly string[]>>;

function compareLists<T>(
  into: Difference[],
  where: string,
  golden: readonly T[],
  ours: readonly T[],
  fields: (item: T) => Fields,
): void {
  const end = Math.max(golden.length, ours.length);
  for (let i = 0; i < end; i++) {
    const a = golden[i];
    const b = ours[i];
    if (a === undefined || b === undefined) {
      into.push({ where: `${where} ${i}`, envoy: a === undefined ? '(nothing)' : short(a), ours: b === undefined ? '(nothing)' : short(b) });
      continue;
    }
    compareFields(into, `${where} ${i}`, fields(a), fields(b));
  }
}

function compareFields(into: Difference[], where: string, golden: Fields, ours: Fields): void {
  for (const key of new Set([...Object.keys(golden), ...Object.keys(ours)])) {
    const envoy = golden[key] ?? '';
    const own = ours[key] ?? '';
    if (typeof envoy === 'object' || typeof own === 'object')
      into.push(...diffLines(`${where} ${key}`, [envoy].flat(), [own].flat()));
    else if (envoy !== own) into.push({ where: `${where} ${key}`, envoy, ours: own });
  }
}

function short(item: unknown): string {
  return JSON.stringify(item).slice(0, 200);
}

function headerLines(headers: readonly Pair[] | undefined): readonly string[] {
  return (headers ?? []).map(([name, value]) => `${name}: ${value}`);
}

function responseLines(response: GoldenResponse): Fields {
  return {
    status: String(response.status ?? ''),
    reason: response.reason ?? '',
    headers: headerLines(response.headers),
    body: response.body ?? '',
    framing: response.framing ?? '',
    trailers: headerLines(response.trailers),
    incomplete: String(response.incomplete ?? false),
    closed: response.closed ?? '',
    timeout: response.timeout ?? '',
    'extra bytes': response.extra_bytes ?? '',
    'connection after': response.connection_after ?? '',
    informational: JSON.stringify(response.informational ?? []),
    goaway: String(response.goaway ?? ''),
    ...tcpEndLines(response),
    ...Object.fromEntries((response.streams ?? []).flatMap(streamLines)),
  };
}

function streamLines(stream: GoldenStream, index: number): [string, Fields[string]][] {
  const fields: Fields = {
    headers: headerLines(stream.headers),
    body: stream.body ?? '',
    trailers: headerLines(stream.trailers),
    informational: JSON.stringify(stream.informational ?? []),
    'ended by': stream.ended_by ?? '',
    reset: String(stream.reset ?? ''),
    'reset by client': String(stream.reset_by_client ?? false),
    'send failed': stream.send_failed ?? '',
    timeout: stream.timeout ?? '',
  };
  return Object.entries(fields).map(([name, field]) => [`stream ${index} ${name}`, field]);
}

function requestLines(request: GoldenRequest): Fields {
  return {
    method: request.method ?? '',
    path: request.path ?? '',
    headers: headerLines(request.headers),
    body: request.body ?? '',
    framing: request.framing ?? '',
    trailers: headerLines(request.trailers),
    incomplete: String(request.incomplete ?? false),
    'not http': request.not_http ?? '',
    'ended by': request.ended_by ?? '',
    reset: String(request.reset ?? ''),
  };
}

/** The access log is written in the order in which streams end, so it is compared as a set. */
function compareAccess(into: Difference[], golden: readonly GoldenAccess[], ours: readonly GoldenAccess[]): void {
  into.push(...diffLines('access log', golden.map(accessLine).sort(), ours.map(accessLine).sort()));
}

function accessLine(a: GoldenAccess): string {
  const words = [a.code, a.flags, a.details, a.connection_termination, a.method, a.path, a.cluster, a.route];
  return `${words.map((word) => word || '-').join(' ')} in=${a.bytes_in} out=${a.bytes_out}`;
}

/** The filters' own counters and gauges; what Envoy shows of a histogram depends on when it is asked. */
function compareStats(into: Difference[], golden: Readonly<Record<string, unknown>>, ours: Readonly<Record<string, unknown>>): void {
  into.push(...diffLines('metrics', statLines(golden), statLines(ours)));
}

function statLines(stats: Readonly<Record<string, unknown>>): string[] {
  const custom = Object.entries(stats).filter(([name]) => name.startsWith('wasmcustom') && !name.endsWith(' (histogram)'));
  return custom.map(([name, value]) => `${name} = ${String(value)}`).sort();
}
