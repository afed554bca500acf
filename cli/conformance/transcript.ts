import { latin1OfBytes, LOG_LEVELS, readTrace, type AccessLogEntry, type ClientResponse, type Report, type Scenario, type UpstreamRequest } from '../../src/model/index.ts';
import type { GoldenAccess, GoldenEvent, GoldenRequest, GoldenResponse, GoldenTcpAccess, GoldenTcpEnd } from './golden.ts';
import { h2ConnectionOf, h2RequestOf } from './h2.ts';
import { bodyText, logText, Normalizer } from './normalize.ts';
import { tcpAccessOf, tcpEndOf } from './tcp.ts';

/** Events of one thread: up to the first request, from there on, and at the end. */
export interface ThreadEvents {
  readonly startup: readonly GoldenEvent[];
  readonly timeline: readonly GoldenEvent[];
  readonly shutdown: readonly GoldenEvent[];
}

/** A report in the recorder's form, so that the two can be compared line by line. */
export interface Transcript {
  readonly responses: readonly GoldenResponse[];
  readonly upstream: Readonly<Record<string, readonly GoldenRequest[]>>;
  readonly access: readonly GoldenAccess[];
  readonly tcpUpstream: readonly GoldenTcpEnd[];
  readonly tcpAccess: readonly GoldenTcpAccess[];
  readonly state: 'ready' | 'failed';
  /** What each worker's VMs did; a proxy that does not start has no workers. */
  readonly workers: readonly ThreadEvents[];
  /** Of a proxy that does not start: what its trial VMs did, which Envoy runs on the main thread. */
  readonly refused: readonly GoldenEvent[];
  /** Custom metrics by the name that Envoy shows. */
  readonly stats: Readonly<Record<string, number>>;
  /** By the kind of a warning: events of the first worker's timeline before the place that its first one names. */
  readonly eventsBefore: Readonly<Record<string, number>>;
}

const ALLOCATORS = new Set(['malloc', 'proxy_on_memory_allocate']);
/** The kit's level names. */
const levelName = (level: number): string => (level === 3 ? 'warning' : (LOG_LEVELS[level] ?? String(level)));

export function transcriptOf(report: Report, scenario: Scenario): Transcript {
  const normalizer = new Normalizer(scenario);
  const upstream: Record<string, GoldenRequest[]> = {};
  for (const [name, requests] of Object.entries(report.upstream))
    upstream[name] = requests.flatMap((request) => upstreamOf(request, normalizer));
  const count = Math.max(1, scenario.workers ?? 1);
  const workers = report.startup === 'failed' ? [] : Array.from({ length: count }, (_, i) => `worker${i}`);
  return {
    responses: responsesOf(report, normalizer),
    upstream,
    // A request on a connection that is gone reaches no proxy and is in no access log.
    access: report.exchanges
      .filter(({ requestJourney: [client], access }) => client?.state === 'reached' || access.details !== '')
      .map(({ access }) => accessOf(access)),
    tcpUpstream: report.tcpUpstream.map(tcpEndOf),
    tcpAccess: report.connections.flatMap(({ access }) => (access === undefined ? [] : [tcpAccessOf(access)])),
    state: report.startup,
    workers: workers.map((thread) => threadEvents(eventsOf(report, { normalizer, thread }).filter(isKept(scenario)))),
    refused:
      report.startup === 'failed'
        ? eventsOf(report, { normalizer, thread: 'canary' }).filter(isKept(scenario))
        : [],
    stats: report.stats,
    eventsBefore: eventsBefore(report, scenario, normalizer),
  };
}

function threadEvents(events: readonly GoldenEvent[]): ThreadEvents {
  const first = events.findIndex((event) => event.t === 'mark');
  const last = events.findLastIndex((event) => event.t === 'mark' && event.msg === 'shutdown');
  if (first < 0) return { startup: events, timeline: [], shutdown: [] };
  return {
    startup: events.slice(0, first),
    timeline: events.slice(first, last < 0 ? events.length : last),
    shutdown: last < 0 ? [] : events.slice(last + 1),
  };
}

function eventsBefore(report: Report, scenario: Scenario, normalizer: Normalizer): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, at } of report.warnings) {
    if (counts[kind] !== undefined || at < 0) continue;
    const events = eventsOf(report, { normalizer, thread: 'worker0', to: at }).filter(isKept(scenario));
    counts[kind] = threadEvents(events).timeline.length;
  }
  return counts;
}

function accessOf(entry: AccessLogEntry): GoldenAccess {
  const { bytesIn, bytesOut, terminated, line: _line, ...rest } = entry;
  return { ...rest, bytes_in: bytesIn, bytes_out: bytesOut, connection_termination: terminated };
}

interface Recorded extends Scenario {
  /** False: the recorder kept only what filters log. */
  readonly calls?: boolean;
  /** Hostcalls that a guest's runtime makes at random. */
  readonly hide_host?: readonly string[];
}

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

/** What Envoy would have written at the scenario's log level, and the recorder kept. */
function isKept(scenario: Recorded): (event: GoldenEvent) => boolean {
  const least = LEVELS.indexOf(scenario.envoy?.wasm_log_level ?? 'trace');
  const hidden = scenario.hide_host ?? [];
  return (event) => {
    if (event.t === 'mark') return true;
    if (event.t === 'log') return LEVELS.indexOf(event.lvl ?? '') >= least && event.root !== undefined;
    return least === 0 && scenario.calls !== false && !hidden.includes(event.fn ?? '');
  };
}

function eventsOf(
  report: Report,
  { normalizer, thread, to }: { readonly normalizer: Normalizer; readonly thread: string; readonly to?: number },
): GoldenEvent[] {
  const events: GoldenEvent[] = [];
  for (const record of readTrace(report.trace, 0, to)) {
    if ('vm' in record && report.vms[record.vm]?.thread !== thread) continue;
    switch (record.kind) {
      case 'mark':
        events.push({ t: 'mark', msg: logText(record.text) });
        break;
      case 'call':
        events.push(
          ALLOCATORS.has(record.callback)
            ? { t: 'call', fn: record.callback }
            : { t: 'call', fn: record.callback, args: record.args.join(', ') },
        );
        break;
      case 'ret':
        if (!record.trapped) events.push({ t: 'ret', fn: record.callback, ret: record.isVoid ? 'void' : String(record.result) });
        break;
      case 'hostcall':
        if (record.name !== 'proxy_log')
          events.push({ t: 'host', fn: `${record.module}.${record.name}`, ret: record.statusText === '' ? 'void' : String(record.status) });
        break;
      case 'log': {
        const plugin = report.plugins[record.filter];
        // Lines of the VM itself carry no names, and the recorder takes them for Envoy's own.
        events.push({
          t: 'log',
          lvl: levelName(record.level),
          plugin: record.isRoot ? null : (plugin?.name ?? null),
          ...(plugin === undefined ? {} : { root: plugin.rootId, vm: plugin.vmId }),
          msg: normalizer.message(logText(record.message)).replace(/\n+$/, ''),
        });
        break;
      }
      case 'host':
      case 'time':
      case 'exchange':
        break;
    }
  }
  return events;
}

/** One for each request, in the scenario's order; the streams of one HTTP/2 connection are one, a TCP connection is one. */
function responsesOf(report: Report, normalizer: Normalizer): GoldenResponse[] {
  const h2 = report.h2Connections ?? [];
  const isShared = new Set(h2.map(({ request }) => request));
  const all = [
    ...report.connections.map(({ request, client }) => ({ request, response: tcpEndOf(client) })),
    ...h2.map((connection) => ({ request: connection.request, response: h2ConnectionOf(connection, report, normalizer) })),
    ...report.exchanges
      .filter(({ request }) => !isShared.has(request))
      .map(({ request, response }) => ({ request, response: responseOf(response, normalizer) })),
  ];
  return all.sort((a, b) => a.request - b.request).map(({ response }) => response);
}

function responseOf(response: ClientResponse, normalizer: Normalizer): GoldenResponse {
  const { end, status } = response;
  const informational = response.informational.length === 0 ? {} : { informational: response.informational };
  const head = status === 0 ? {} : { status, reason: response.reason, headers: normalizer.headers(response.headers) };
  if (end === 'timeout') return { ...informational, ...head, timeout: 'no complete response in time' };
  if (end === 'closed' || end === 'aborted') return { ...informational, ...head, closed: 'connection closed without a response' };
  return {
    ...informational,
    ...head,
    body: normalizer.message(bodyText(response.body)),
    framing: response.framing,
    trailers: normalizer.headers(response.trailers),
    ...(end === 'incomplete' ? { incomplete: true } : {}),
    connection_after: response.connectionAfter,
    ...(response.extraBytes.length === 0 ? {} : { extra_bytes: normalizer.message(bodyText(response.extraBytes)) }),
  };
}

function upstreamOf(request: UpstreamRequest, normalizer: Normalizer): GoldenRequest[] {
  if (request.h2 !== undefined) return [h2RequestOf(request, normalizer)];
  const own: GoldenRequest = {
    method: request.method,
    path: request.path,
    headers: normalizer.headers(request.headers),
    ...(request.isUnread !== true && {
      body: bodyText(request.body),
      framing: request.framing,
      trailers: normalizer.headers(request.trailers),
    }),
    ...(request.incomplete ? { incomplete: true } : {}),
  };
  // The recorder's upstream reads what is left as another request, once it holds a whole head.
  const [line = ''] = latin1OfBytes(request.excess).split(/\r?\n/);
  return /\n\r?\n/.test(latin1OfBytes(request.excess)) ? [own, { not_http: line }] : [own];
}
